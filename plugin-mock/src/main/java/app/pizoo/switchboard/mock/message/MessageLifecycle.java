package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves a message through its statuses and sends the status callbacks. */
final class MessageLifecycle {
  private static final Duration STEP = Duration.ofMillis(150);
  private static final DateTimeFormatter DELIVERED =
      DateTimeFormatter.ofPattern("yyMMddHHmm").withZone(ZoneOffset.UTC);

  private final BoxContext context;
  private final BoundedStore<Integer> failures = new BoundedStore<>(1000);

  MessageLifecycle(BoxContext context) {
    this.context = context;
  }

  void undeliverable(String number, int code) {
    failures.put(number, code);
  }

  void start(Message message, Optional<String> callback) {
    report(message, callback);
    if (message.status().equals("accepted")) {
      step(message, callback, List.of("queued", "sent", "delivered"));
    } else {
      step(message, callback, List.of("sent", "delivered"));
    }
  }

  private void step(Message message, Optional<String> callback, List<String> states) {
    if (states.isEmpty()) {
      return;
    }
    context.clock().after(STEP, () -> take(message, callback, states));
  }

  private void take(Message message, Optional<String> callback, List<String> states) {
    Instant now = context.clock().instant();
    String next = states.getFirst();
    Optional<Integer> failure = failures.find(message.to());
    boolean taken =
        (next.equals("delivered") && failure.isPresent())
            ? message.fail("undelivered", failure.get(), now)
            : message.become(next, now);
    if (taken) {
      report(message, callback);
      step(message, callback, states.subList(1, states.size()));
    }
  }

  private void report(Message message, Optional<String> callback) {
    String status = message.status();
    context
        .feed()
        .publish(
            "message." + status,
            JsonBody.object()
                .put("sid", message.sid())
                .put("to", message.to())
                .put("from", message.from())
                .build());
    callback.ifPresent(url ->
        context
            .webhooks()
            .enqueue(new Webhook(message.sid(), "POST", url, fields(message, status))));
  }

  private List<Webhook.Field> fields(Message message, String status) {
    List<Webhook.Field> fields = new ArrayList<>();
    Instant now = context.clock().instant();
    if (message.error().isPresent()) {
      add(fields, "ErrorCode", String.valueOf(message.error().getAsInt()));
    }
    if (status.equals("delivered") || status.equals("undelivered")) {
      add(fields, "RawDlrDoneDate", DELIVERED.format(now));
    }
    message.serviceSid().ifPresent(sid -> add(fields, "MessagingServiceSid", sid));
    add(fields, "SmsSid", message.sid());
    add(fields, "SmsStatus", status);
    add(fields, "MessageStatus", status);
    add(fields, "To", message.to());
    add(fields, "MessageSid", message.sid());
    add(fields, "AccountSid", context.account().accountSid());
    add(fields, "From", message.from());
    add(fields, "ApiVersion", "2010-04-01");
    return fields;
  }

  private static void add(List<Webhook.Field> fields, String name, String value) {
    fields.add(new Webhook.Field(name, value));
  }
}
