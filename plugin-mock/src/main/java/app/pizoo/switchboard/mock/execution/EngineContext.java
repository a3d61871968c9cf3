package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.message.MessagesApi;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The objects that all calls share.
 *
 * @param directory finds the devices of an address
 * @param legs the active legs by their SIDs
 * @param callerIdAllowed tests whether a number is allowed as caller ID
 */
record EngineContext(
    BoxContext box,
    Calls calls,
    CallCallbacks callbacks,
    Recordings recordings,
    Directory directory,
    Predicate<String> callerIdAllowed,
    MessagesApi messages,
    Map<String, Leg> legs) {

  /** Returns whether the number of active legs has reached the capacity of the call store. */
  boolean isFull() {
    return legs.size() >= BoundedStore.DEFAULT_CAPACITY;
  }

  /** Runs an action in a call's serial executor after a delay on the box's clock. */
  BoxClock.Pending after(SerialExecutor executor, Duration delay, Runnable action) {
    return box.clock().after(delay, () -> executor.execute(action));
  }

  /** Publishes a warning about a call's TwiML with Twilio's error code. */
  void warn(Call call, int code, String message) {
    publish("call.warning", call, code, message);
  }

  /** Publishes the error that ended a call with Twilio's error code. */
  void fail(Call call, int code, String message) {
    publish("call.error", call, code, message);
  }

  private void publish(String type, Call call, int code, String message) {
    box.feed()
        .publish(
            type,
            JsonBody.object()
                .put("sid", call.sid())
                .put("error", code)
                .put("message", message)
                .build());
  }

  /** Returns the final status of an unanswered leg. */
  static Call.Status status(HangupCause cause) {
    return switch (cause) {
      case DECLINED, BUSY -> Call.Status.BUSY;
      case NOT_FOUND, NO_ANSWER -> Call.Status.NO_ANSWER;
      case FAILED -> Call.Status.FAILED;
      case NORMAL -> Call.Status.CANCELED;
    };
  }
}
