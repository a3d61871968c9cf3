package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.http.WebAssets;
import app.pizoo.switchboard.twilio.AccessTokens;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.Optional;

/** Reads requests and writes responses. */
final class VoiceRoutes {
  static final String DIALED = "/api/twilio/voice/dialed";
  static final String INCOMING = "/api/twilio/voice/incoming";
  static final String STATUS = "/api/twilio/voice/status";

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MAX_IDENTITY_LENGTH = 1024;

  private final VoiceService service;
  private final CallTwiml twiml;
  private final Guards guards;
  private final Guard signed;
  private final Optional<URI> signaling;

  VoiceRoutes(
      VoiceService service, CallTwiml twiml, Guards guards, Guard signed, Optional<URI> signaling) {
    this.service = service;
    this.twiml = twiml;
    this.guards = guards;
    this.signed = signed;
    this.signaling = signaling;
  }

  void register(Routes routes) {
    routes.post("/api/twilio/voice/token", guards.user(), this::token);
    routes.add("POST", INCOMING, signed, RequestBody.WEBHOOK, this::incoming);
    routes.add("POST", DIALED, signed, RequestBody.WEBHOOK, this::dialed);
    routes.add("POST", STATUS, signed, RequestBody.WEBHOOK, this::status);
    routes.get("/api/twilio/voice/calls", guards.user(), this::calls);
    routes.get("/ui/voice/{file}", guards.open(), WebAssets.of(VoiceRoutes.class, "voice")::serve);
  }

  Response token(Request request) {
    if (request.body().length > 0) {
      JsonFields json = request.json();
      json.findText("identity", MAX_IDENTITY_LENGTH)
          .ifPresent(identity -> request.caller().mustBe(identity, "identity"));
    }
    JsonObjectBuilder body =
        JSON.createObjectBuilder()
            .add("ok", true)
            .add("token", service.token(request.caller()))
            .add("identity", request.caller().subject())
            .add("expires_in", AccessTokens.LIFETIME.toSeconds());
    signaling.ifPresent(address -> body.add("signaling", address.toString()));
    return Response.json(body.build());
  }

  Response incoming(Request request) {
    return Response.xml(twiml.of(service.incoming(IncomingCall.of(request.form()))));
  }

  Response dialed(Request request) {
    Parameters form = request.form();
    service.noteDial(form);
    return Response.xml(
        twiml.afterDial(
            form.text("DialCallStatus"), form.text("From").startsWith(VoiceIdentity.CLIENT)));
  }

  Response status(Request request) {
    service.note(request.form());
    return Response.noContent();
  }

  Response calls(Request request) {
    Page page = Page.of(request);
    return page.reply(
        "calls",
        service.calls(request.caller().subject(), page),
        VoiceRoutes::shape,
        call -> Page.cursor(call.startedAt().toEpochMilli(), call.sid()));
  }

  private static JsonObject shape(CallEntry call) {
    JsonObjectBuilder entry =
        JSON.createObjectBuilder().add("sid", call.sid()).add("direction", call.direction());
    call.with()
        .shown()
        .ifPresentOrElse(with -> entry.add("with", with), () -> entry.addNull("with"));
    entry
        .add("status", call.status())
        .add("started_at", call.startedAt().toString())
        .add("duration", call.durationSeconds());
    return (call.reason().isEmpty() ? entry.addNull("reason") : entry.add("reason", call.reason()))
        .build();
  }
}
