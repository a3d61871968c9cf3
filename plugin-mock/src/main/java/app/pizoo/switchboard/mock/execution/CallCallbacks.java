package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.call.Calls;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.recording.Recordings;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends the status callbacks of calls in order. Thread-safe. */
final class CallCallbacks implements Calls.Watcher {
  private final BoxContext context;
  private final Recordings recordings;
  private final Map<String, Plan> plans = new ConcurrentHashMap<>();

  CallCallbacks(BoxContext context, Recordings recordings) {
    this.context = context;
    this.recordings = recordings;
  }

  private record Plan(WebhookTarget hook, Set<String> events, AtomicInteger sequence) {}

  /** Sends callbacks for the given events of a call, by their Twilio names. */
  void subscribe(Call call, WebhookTarget hook, Set<String> events) {
    plans.put(call.sid(), new Plan(hook, Set.copyOf(events), new AtomicInteger()));
  }

  /** Reports that the callee is about to ring, which is an event but not a status. */
  void initiated(Call call) {
    report(call, "initiated", "initiated");
  }

  @Override
  public void changed(Call call, Call.Status status) {
    switch (status) {
      case QUEUED -> {}
      case RINGING -> report(call, "ringing", "ringing");
      case IN_PROGRESS -> report(call, "answered", "in-progress");
      case COMPLETED, BUSY, FAILED, NO_ANSWER, CANCELED -> {
        report(call, "completed", status.toString());
        plans.remove(call.sid());
      }
    }
  }

  private void report(Call call, String event, String status) {
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
        .enqueue(new Webhook(call.sid(), plan.hook().method(), plan.hook().url(), fields.list()));
  }
}
