package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.mailbox.Mailbox;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.rest.DateFilter;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The Messages resource of Twilio's 2010-04-01 API. */
public final class MessagesApi implements BoxProduct {
  private static final int MAX_BODY_LENGTH = 1600;

  private final BoxContext context;
  private final Mailbox mailbox;
  private final BoundedStore<Message> messages = new BoundedStore<>();
  private final OptOuts optOuts = new OptOuts();
  private final PhoneNumbers numbers;
  private final InboundMessages inbound;
  private final MessageValidator rules;
  private final MessageJson json;
  private final MessageLifecycle life;

  /** Takes the mailbox for outbound messages and the account's numbers. */
  public MessagesApi(BoxContext context, Mailbox mailbox, PhoneNumbers numbers) {
    this.context = context;
    this.mailbox = mailbox;
    this.numbers = numbers;
    rules = new MessageValidator(numbers::owns, context.account().from(), optOuts);
    json = new MessageJson(context.account().accountSid());
    life = new MessageLifecycle(context);
    inbound = new InboundMessages(context, numbers, this::reply);
  }

  @Override
  public void register(BoxRoutes routes) {
    String messages = "/2010-04-01/Accounts/{AccountSid}/Messages";
    routes.twilio("POST", messages + ".json", this::create);
    routes.twilio("GET", messages + ".json", this::list);
    routes.twilio("GET", messages + "/{Sid}.json", this::fetch);
    routes.twilio("POST", messages + "/{Sid}.json", this::update);
    routes.twilio("DELETE", messages + "/{Sid}.json", this::delete);
    routes.open("POST", "/box/phones/{number}/messages", this::receive);
  }

  /** Sends a message from a phone to a number of the account and returns its SID. */
  public String receive(String from, String to, String body) {
    if (!numbers.owns(to)) {
      throw new TwilioError(404, 20404, "The account has no number " + to);
    }
    optOuts.update(from, to, body);
    Message.Draft draft = new Message.Draft(to, from, Optional.empty(), body, 0);
    Message message = message("inbound", "received", draft);
    inbound.report(message);
    return message.sid();
  }

  /**
   * Sends a message during a call and returns its SID.
   *
   * @throws TwilioError if the message is invalid
   */
  public String send(String to, String from, String body, Optional<String> callback) {
    Message.Draft draft = rules.check(Parameters.of(Map.of("To", to, "From", from, "Body", body)));
    Message message = message("outbound-call", "queued", draft);
    send(message, callback);
    return message.sid();
  }

  /** Makes all messages to a number fail. */
  public void undeliverable(String number, int code) {
    life.undeliverable(number, code);
  }

  private BoxResponse receive(BoxRequest request) {
    try {
      JsonFields fields = JsonFields.parse(request.body());
      String to = fields.findText("to", 20).orElse(context.account().from());
      String sid = receive(request.variable("number"), to, fields.text("body", MAX_BODY_LENGTH));
      return BoxResponse.created(JsonBody.object().put("sid", sid).build());
    } catch (Problem problem) {
      throw new TwilioError(400, 20001, "Expected a JSON object with to and body");
    }
  }

  private void reply(String to, String from, String body) {
    if (!optOuts.contains(to, from)) {
      Message.Draft draft = new Message.Draft(to, from, Optional.empty(), body, 0);
      send(message("outbound-reply", "queued", draft), Optional.empty());
    }
  }

  private BoxResponse create(BoxRequest request) {
    Message.Draft draft = rules.check(request.form());
    String status = draft.serviceSid().isPresent() ? "accepted" : "queued";
    Message message = message("outbound-api", status, draft);
    BoxResponse reply = BoxResponse.created(json.of(message));
    send(message, request.form().find("StatusCallback"));
    return reply;
  }

  private Message message(String direction, String status, Message.Draft draft) {
    String sid = context.sids().next(draft.media() > 0 ? "MM" : "SM");
    Message message = new Message(sid, direction, status, draft, context.clock().instant());
    messages.put(sid, message);
    return message;
  }

  private void send(Message message, Optional<String> callback) {
    deliver(message);
    life.start(message, callback);
  }

  private void deliver(Message message) {
    boolean whatsapp = message.to().startsWith("whatsapp:");
    mailbox.receive(
        new ReceivedMessage(
            message.to(),
            message.from(),
            whatsapp ? "whatsapp" : "sms",
            message.body(),
            "",
            message.sid(),
            message.status()),
        message::status);
  }

  private BoxResponse list(BoxRequest request) {
    Predicate<Message> wanted = filter(request.query());
    // As Twilio does, by the time sent; unsent messages come first.
    List<Message> sorted =
        messages.newestFirst(wanted).stream()
            .sorted(
                Comparator.comparing(
                    (Message message) -> message.sent().orElse(Instant.MAX),
                    Comparator.reverseOrder()))
            .toList();
    return Page.of(request, sorted, Message::sid, json::of).classic("messages");
  }

  private static Predicate<Message> filter(Parameters query) {
    Optional<String> to = query.find("To");
    Optional<String> from = query.find("From");
    return message ->
        to.map(message.to()::equals).orElse(true)
            && from.map(message.from()::equals).orElse(true)
            && DateFilter.fits(query, "DateSent", message.sent());
  }

  private BoxResponse fetch(BoxRequest request) {
    return BoxResponse.ok(json.of(of(request)));
  }

  private BoxResponse update(BoxRequest request) {
    Message message = of(request);
    if (request.form().find("Status").filter("canceled"::equals).isPresent()
        && !message.become("canceled", context.clock().instant())) {
      throw new TwilioError(400, 30409, "Message cannot be canceled");
    }
    if (request.form().all("Body").contains("")) {
      message.redact(context.clock().instant());
    }
    return BoxResponse.ok(json.of(message));
  }

  private BoxResponse delete(BoxRequest request) {
    messages.remove(of(request).sid());
    return BoxResponse.noContent();
  }

  private Message of(BoxRequest request) {
    return messages.find(request.variable("Sid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
