package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.webhook.Webhook;
import app.pizoo.switchboard.mock.webhook.WebhookResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sends the webhook for an inbound message and executes the TwiML of the response. */
final class InboundMessages {
  private final BoxContext context;
  private final PhoneNumbers numbers;
  private final Reply reply;

  InboundMessages(BoxContext context, PhoneNumbers numbers, Reply reply) {
    this.context = context;
    this.numbers = numbers;
    this.reply = reply;
  }

  /** Sends a reply. */
  interface Reply {
    void send(String to, String from, String body);
  }

  void report(Message message) {
    publish("message.received", message, 0);
    Optional<WebhookTarget> hook = numbers.sms(message.to());
    hook.ifPresent(program -> {
      var _ =
          context
              .webhooks()
              .send(new Webhook(message.sid(), program.method(), program.url(), fields(message)))
              .thenAccept(answer -> carryOut(message, answer));
    });
  }

  private void carryOut(Message message, WebhookResponse answer) {
    if (answer.error() != 0) {
      publish("message.error", message, answer.error());
      return;
    }
    try {
      for (MessageTwiml.Reply text : MessageTwiml.parse(answer)) {
        reply.send(text.to().orElse(message.from()), message.to(), text.body());
      }
    } catch (MessageTwiml.Broken broken) {
      publish("message.error", message, broken.code());
    }
  }

  private List<Webhook.Field> fields(Message message) {
    return Stream.of(
            field("ToCountry", "US"),
            field("SmsMessageSid", message.sid()),
            field("NumMedia", String.valueOf(message.media())),
            field("SmsSid", message.sid()),
            field("SmsStatus", "received"),
            field("Body", message.body()),
            field("To", message.to()),
            field("NumSegments", String.valueOf(Segments.count(message.body()))),
            field("MessageSid", message.sid()),
            field("AccountSid", context.account().accountSid()),
            field("From", message.from()),
            field("ApiVersion", "2010-04-01"))
        .toList();
  }

  private void publish(String type, Message message, int error) {
    context
        .feed()
        .publish(
            type,
            JsonBody.object()
                .put("sid", message.sid())
                .put("from", message.from())
                .put("to", message.to())
                .put("body", message.body())
                .put("error", error)
                .build());
  }

  private static Webhook.Field field(String name, String value) {
    return new Webhook.Field(name, value);
  }
}
