package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.BoxClock;
import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What all calls share.
 *
 * @param directory who can be called
 * @param legs the legs that are not over, by their id
 * @param mayShow which numbers may be shown as the caller
 */
record Exchange(
    BoxContext context,
    Calls calls,
    CallCallbacks callbacks,
    Recordings recordings,
    Directory directory,
    Predicate<String> mayShow,
    MessagesApi messages,
    Map<String, Leg> legs) {

  /** Whether there are as many legs as the box keeps records of calls. */
  boolean isFull() {
    return legs.size() >= BoundedStore.DEFAULT;
  }

  /** Does something in a call's turns once a time has passed on the box's clock. */
  BoxClock.Pending after(Turns turns, Duration delay, Runnable action) {
    return context.clock().after(delay, () -> turns.take(action));
  }

  /** Shows what is wrong with a call's TwiML, with Twilio's code. */
  void warn(Call call, int code, String message) {
    publish("call.warning", call, code, message);
  }

  /** Shows what ended a call, with Twilio's code. */
  void fail(Call call, int code, String message) {
    publish("call.error", call, code, message);
  }

  private void publish(String type, Call call, int code, String message) {
    context
        .events()
        .publish(
            type,
            JsonBody.object()
                .put("sid", call.sid())
                .put("error", code)
                .put("message", message)
                .build());
  }

  /** The state in which a leg ends that nobody took. */
  static Call.Status status(HangupCause cause) {
    return switch (cause) {
      case DECLINED, BUSY -> Call.Status.BUSY;
      case NOT_FOUND, NO_ANSWER -> Call.Status.NO_ANSWER;
      case FAILED -> Call.Status.FAILED;
      case NORMAL -> Call.Status.CANCELED;
    };
  }
}
