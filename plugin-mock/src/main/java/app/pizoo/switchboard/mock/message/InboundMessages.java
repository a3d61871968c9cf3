package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.webhook.Webhook;
import app.pizoo.switchboard.mock.webhook.WebhookAnswer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks a number's program about a message that came in, and sends what it replies. */
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
    Optional<Hook> hook = numbers.sms(message.to());
    hook.ifPresent(program -> {
      var _ =
          context
              .webhooks()
              .send(new Webhook(message.sid(), program.method(), program.url(), fields(message)))
              .thenAccept(answer -> carryOut(message, answer));
    });
  }

  private void carryOut(Message message, WebhookAnswer answer) {
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
        .events()
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
