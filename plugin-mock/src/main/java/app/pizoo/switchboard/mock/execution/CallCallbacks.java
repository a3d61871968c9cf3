package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Reports the states of calls to those who asked for it, in order. Safe for all threads. */
final class CallCallbacks implements Calls.Watcher {
  private final BoxContext context;
  private final Recordings recordings;
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();

  CallCallbacks(BoxContext context, Recordings recordings) {
    this.context = context;
    this.recordings = recordings;
  }

  private record Plan(Hook hook, Set<String> events, AtomicInteger sequence) {}

  /** Reports a call's events, named as Twilio names them, from now on. */
  void follow(Call call, Hook hook, Set<String> events) {
    plans.put(call.sid(), new Plan(hook, Set.copyOf(events), new AtomicInteger()));
  }

  /** The callee is about to be called, which is no state of its own. */
  void initiated(Call call) {
    tell(call, "initiated", "initiated");
  }

  @Override
  public void changed(Call call, Call.Status status) {
    switch (status) {
      case QUEUED -> {}
      case RINGING -> tell(call, "ringing", "ringing");
      case IN_PROGRESS -> tell(call, "answered", "in-progress");
      case COMPLETED, BUSY, FAILED, NO_ANSWER, CANCELED -> {
        tell(call, "completed", status.toString());
        plans.remove(call.sid());
      }
    }
  }

  private void tell(Call call, String event, String status) {
    Plan plan = plans.get(call.sid());
    if (plan == null || !plan.events().contains(event)) {
      return;
    }
    CallFields fields =
        CallFields.of(context.account().accountSid(), call)
            .put("CallStatus", status)
            .put("CallbackSource", "call-progress-events")
            .put("SequenceNumber", String.valueOf(plan.sequence().getAndIncrement()))
            .put("Timestamp", TwilioDates.rfc2822(context.clock().instant()));
    if (event.equals("completed")) {
      long seconds = call.duration().toSeconds();
      fields.put("CallDuration", String.valueOf(seconds));
      fields.put("Duration", String.valueOf((seconds + 59) / 60));
      recordings
          .latest(call.sid())
          .ifPresent(recording -> fields.putAll(recordings.describe(recording)));
    }
    context
        .webhooks()
        .tell(new Webhook(call.sid(), plan.hook().method(), plan.hook().url(), fields.list()));
  }
}
