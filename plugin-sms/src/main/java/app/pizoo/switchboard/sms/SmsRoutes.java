package app.pizoo.switchboard.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Reply;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.spi.Routes;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.twilio.PhoneNumber;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads requests and shapes replies. */
final class SmsRoutes implements Started {
  static final String STATUS = "/api/twilio/sms/status";

  private static final int LONGEST_BODY = 1600;

  /** Longer than any number, so that what is too long is told as an invalid number. */
  private static final int LONGEST_NUMBER = 100;

  private static final String NO_ANSWER = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>";

  private final SmsService service;
  private final Guard backend;
  private final Guard signed;

  SmsRoutes(SmsService service, Guard backend, Guard signed) {
    this.service = service;
    this.backend = backend;
    this.signed = signed;
  }

  @Override
  public void register(Routes routes) {
    routes.post("/api/twilio/sms/send", backend, this::send);
    routes.post(STATUS, signed, this::status);
    routes.post("/api/twilio/sms/incoming", signed, this::incoming);
  }

  Reply send(Request request) {
    JsonFields json = request.json();
    PhoneNumber recipient = PhoneNumber.parse(json.text("to", LONGEST_NUMBER), "to");
    String body = json.text("body", LONGEST_BODY);
    SendOutcome.Accepted accepted = service.send(recipient, body);
    return Reply.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("sid", accepted.sid())
            .add("status", accepted.status())
            .add("to", recipient.value())
            .build());
  }

  Reply status(Request request) {
    StatusEvent.find(request.form()).ifPresent(service::note);
    return Reply.noContent();
  }

  Reply incoming(Request request) {
    InboundMessage.find(request.form()).ifPresent(service::receive);
    return Reply.xml(NO_ANSWER);
  }

  @Override
  public List<String> examples() {
    return List.of(
        "curl {api}/api/twilio/sms/send"
            + " -H \"Authorization: Bearer $({switchboard} token backend --scope sms:send)\""
            + " -H 'Content-Type: application/json'"
            + " -d '{\"to\":\"+1234567890\",\"body\":\"Hello\"}'");
  }

  @Override
  public Optional<String> openApi() {
    try (InputStream part =
        Objects.requireNonNull(SmsRoutes.class.getResourceAsStream("openapi.yaml"))) {
      return Optional.of(new String(part.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
