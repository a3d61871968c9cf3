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
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.util.Optional;
import java.util.function.Predicate;

/** Sends, shows and forgets messages as Twilio's API of 2010 does. */
public final class MessagesApi implements BoxProduct {
  private final BoxContext context;
  private final Inbox inbox;
  private final BoundedStore<Message> messages = new BoundedStore<>();
  private final MessageRules rules;
  private final MessageJson json;
  private final MessageLife life;

  /** Takes the inbox where messages arrive and which numbers belong to the account. */
  public MessagesApi(BoxContext context, Inbox inbox, Predicate<String> owned) {
    this.context = context;
    this.inbox = inbox;
    rules = new MessageRules(owned, context.account().from(), new OptOuts());
    json = new MessageJson(context.account().accountSid());
    life = new MessageLife(context);
  }

  @Override
  public void register(BoxRoutes routes) {
    String messages = "/2010-04-01/Accounts/{AccountSid}/Messages";
    routes.twilio("POST", messages + ".json", this::create);
    routes.twilio("GET", messages + ".json", this::list);
    routes.twilio("GET", messages + "/{Sid}.json", this::fetch);
    routes.twilio("POST", messages + "/{Sid}.json", this::update);
    routes.twilio("DELETE", messages + "/{Sid}.json", this::delete);
  }

  private BoxReply create(BoxRequest request) {
    Message.Draft draft = rules.check(request.form());
    String prefix = draft.media() > 0 ? "MM" : "SM";
    String status = draft.serviceSid().isPresent() ? "accepted" : "queued";
    Message message =
        new Message(
            context.sids().next(prefix), "outbound-api", status, draft, context.clock().instant());
    messages.put(message.sid(), message);
    BoxReply reply = BoxReply.created(json.of(message));
    receive(message);
    life.begin(message, request.form().find("StatusCallback"));
    return reply;
  }

  private void receive(Message message) {
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
    return Page.of(request, messages.newestFirst(wanted), Message::sid, json::of)
        .classic("messages");
  }

  private static Predicate<Message> filter(Params query) {
    Optional<String> to = query.find("To");
    Optional<String> from = query.find("From");
    return message ->
        to.map(message.to()::equals).orElse(true) && from.map(message.from()::equals).orElse(true);
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
