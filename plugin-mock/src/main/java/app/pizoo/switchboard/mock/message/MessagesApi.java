package app.pizoo.switchboard.mock.message;

import app.pizoo.switchboard.mock.InboxMessage;
import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxReply;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.inbox.Inbox;
import app.pizoo.switchboard.mock.number.PhoneNumbers;
import app.pizoo.switchboard.mock.rest.DateFilter;
import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends, shows and forgets messages as Twilio's API of 2010 does. */
public final class MessagesApi implements BoxProduct {
  private static final int MAX_BODY_LENGTH = 1600;

  private final BoxContext context;
  private final Inbox inbox;
  private final BoundedStore<Message> messages = new BoundedStore<>();
  private final OptOuts optOuts = new OptOuts();
  private final PhoneNumbers numbers;
  private final InboundMessages inbound;
  private final MessageRules rules;
  private final MessageJson json;
  private final MessageLife life;

  /** Takes the inbox where messages arrive and which numbers belong to the account. */
  public MessagesApi(BoxContext context, Inbox inbox, PhoneNumbers numbers) {
    this.context = context;
    this.inbox = inbox;
    this.numbers = numbers;
    rules = new MessageRules(numbers::owns, context.account().from(), optOuts);
    json = new MessageJson(context.account().accountSid());
    life = new MessageLife(context);
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
    routes.open("POST", "/box/phones/{number}/messages", this::write);
  }

  /** Sends a message from a phone to a number of the account, and tells its id. */
  public String receive(String from, String to, String body) {
    if (!numbers.owns(to)) {
      throw new TwilioError(404, 20404, "The account has no number " + to);
    }
    optOuts.hear(from, to, body);
    Message.Draft draft = new Message.Draft(to, from, Optional.empty(), body, 0);
    Message message = message("inbound", "received", draft);
    inbound.report(message);
    return message.sid();
  }

  /**
   * Sends a message in the course of a call, and tells its id.
   *
   * @throws TwilioError if it may not be sent
   */
  public String send(String to, String from, String body, Optional<String> callback) {
    Message.Draft draft = rules.check(Params.of(Map.of("To", to, "From", from, "Body", body)));
    Message message = message("outbound-call", "queued", draft);
    send(message, callback);
    return message.sid();
  }

  /** Lets no message reach a number. */
  public void undeliverable(String number, int code) {
    life.undeliverable(number, code);
  }

  private BoxReply write(BoxRequest request) {
    try {
      JsonFields fields = JsonFields.parse(request.body());
      String to = fields.findText("to", 20).orElse(context.account().from());
      String sid = receive(request.variable("number"), to, fields.text("body", MAX_BODY_LENGTH));
      return BoxReply.created(JsonBody.object().put("sid", sid).build());
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

  private BoxReply create(BoxRequest request) {
    Message.Draft draft = rules.check(request.form());
    String status = draft.serviceSid().isPresent() ? "accepted" : "queued";
    Message message = message("outbound-api", status, draft);
    BoxReply reply = BoxReply.created(json.of(message));
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
    show(message);
    life.begin(message, callback);
  }

  private void show(Message message) {
    boolean whatsapp = message.to().startsWith("whatsapp:");
    inbox.receive(
        new InboxMessage(
            message.to(),
            message.from(),
            whatsapp ? "whatsapp" : "sms",
            message.body(),
            "",
            message.sid(),
            message.status()),
        message::status);
  }

  private BoxReply list(BoxRequest request) {
    Predicate<Message> wanted = filter(request.query());
    // As Twilio does, by when they were sent; what was not yet stands first.
    List<Message> sorted =
        messages.newestFirst(wanted).stream()
            .sorted(
                Comparator.comparing(
                    (Message message) -> message.sent().orElse(Instant.MAX),
                    Comparator.reverseOrder()))
            .toList();
    return Page.of(request, sorted, Message::sid, json::of).classic("messages");
  }

  private static Predicate<Message> filter(Params query) {
    Optional<String> to = query.find("To");
    Optional<String> from = query.find("From");
    return message ->
        to.map(message.to()::equals).orElse(true)
            && from.map(message.from()::equals).orElse(true)
            && DateFilter.fits(query, "DateSent", message.sent());
  }

  private BoxReply fetch(BoxRequest request) {
    return BoxReply.ok(json.of(of(request)));
  }

  private BoxReply update(BoxRequest request) {
    Message message = of(request);
    if (request.form().find("Status").filter("canceled"::equals).isPresent()
        && !message.become("canceled", context.clock().instant())) {
      throw new TwilioError(400, 30409, "Message cannot be canceled");
    }
    if (request.form().all("Body").contains("")) {
      message.redact(context.clock().instant());
    }
    return BoxReply.ok(json.of(message));
  }

  private BoxReply delete(BoxRequest request) {
    messages.remove(of(request).sid());
    return BoxReply.noContent();
  }

  private Message of(BoxRequest request) {
    return messages.find(request.variable("Sid")).orElseThrow(() -> TwilioError.notFound(request));
  }
}
