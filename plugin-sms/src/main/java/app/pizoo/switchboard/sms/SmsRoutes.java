package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.twilio.PhoneNumber;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** Reads requests and writes responses. */
final class SmsRoutes {
  static final String INCOMING = "/api/twilio/sms/incoming";
  static final String STATUS = "/api/twilio/sms/status";

  /** The parameter of the callback URL that names the outbox entry. */
  static final String ENTRY = "entry";

  private static final int MAX_BODY_LENGTH = 1600;

  /** The longest text of characters beyond the BMP, which JSON may escape with 12 bytes each. */
  private static final RequestBody SEND = RequestBody.buffered(24 * 1024);

  /** Longer than any number, so that an overlong text is reported as an invalid number. */
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final String EMPTY_TWIML = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

  private final SmsService service;
  private final Guards guards;
  private final Guard signed;

  SmsRoutes(SmsService service, Guards guards, Guard signed) {
    this.service = service;
    this.guards = guards;
    this.signed = signed;
  }

  void register(Routes routes) {
    routes.add("POST", "/api/twilio/sms/send", guards.service("sms:send"), SEND, this::send);
    routes.get("/api/twilio/sms/messages", guards.service("sms:read"), this::list);
    routes.add("POST", STATUS, signed, RequestBody.WEBHOOK, this::status);
    routes.add("POST", INCOMING, signed, RequestBody.WEBHOOK, this::incoming);
  }

  Response send(Request request) {
    JsonFields json = request.json();
    PhoneNumber recipient = PhoneNumber.parse(json.text("to", MAX_NUMBER_LENGTH), "to");
    String body = json.text("body", MAX_BODY_LENGTH);
    SentMessage accepted =
        service.send(recipient, body, Outbox.Key.of(request, recipient.value(), body));
    return Response.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("sid", accepted.sid())
            .add("status", accepted.status())
            .add("to", recipient.value())
            .build());
  }

  Response status(Request request) {
    service.note(request.form(), request.query().text(ENTRY));
    return Response.noContent();
  }

  Response list(Request request) {
    Page page = Page.of(request);
    return page.reply(
        "messages",
        service.messages(page),
        SmsRoutes::shape,
        message -> Page.cursor(message.sentAt().toEpochMilli(), message.sid()));
  }

  private static JsonObject shape(MessageEntry message) {
    JsonObjectBuilder entry = Json.createObjectBuilder().add("sid", message.sid());
    if (message.masked().isEmpty()) {
      entry.addNull("to");
    } else {
      entry.add("to", message.masked());
    }
    entry.add("status", message.status());
    return (message.errorCode().isEmpty()
            ? entry.addNull("error")
            : entry.add("error", message.errorCode()))
        .add("sent_at", message.sentAt().toString())
        .build();
  }

  Response incoming(Request request) {
    InboundMessage.find(request.form()).ifPresent(service::receive);
    return Response.xml(EMPTY_TWIML);
  }
}
