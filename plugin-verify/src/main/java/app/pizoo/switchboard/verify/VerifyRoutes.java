package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.http.WebAssets;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.verify.proof.ProofKeys;
import app.pizoo.switchboard.verify.request.AuthMode;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Code;
import app.pizoo.switchboard.verify.request.Recipient;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** Reads requests and writes responses. */
final class VerifyRoutes {
  private static final int MAX_CHANNEL_LENGTH = 20;
  private static final int MAX_HANDLE_LENGTH = 100;

  /** Providers document 2,048 characters, but longer tokens occur. */
  private static final int MAX_CAPTCHA_LENGTH = 8192;

  /** Anonymous callers get no more memory than a check needs, and a start the captcha's token. */
  private static final RequestBody CHECK = RequestBody.buffered(4 * 1024);

  private static final RequestBody START = RequestBody.buffered(4 * 1024 + MAX_CAPTCHA_LENGTH);

  private final VerifyService service;
  private final AuthMode authMode;
  private final Guards guards;

  VerifyRoutes(VerifyService service, AuthMode authMode, Guards guards) {
    this.service = service;
    this.authMode = authMode;
    this.guards = guards;
  }

  void register(Routes routes) {
    Guard guard = authMode.guard(guards);
    routes.add("POST", "/api/auth/verify/start", guard, START, this::start);
    routes.add("POST", "/api/auth/verify/check", guard, CHECK, this::check);
    routes.get("/api/auth/verify/keys", guards.open(), this::keys);
    routes.get(
        "/ui/verify/{file}", guards.open(), WebAssets.of(VerifyRoutes.class, "verify")::serve);
  }

  Response start(Request request) {
    JsonFields json = request.json();
    Channel channel =
        json.findText("channel", MAX_CHANNEL_LENGTH).map(Channel::parse).orElse(Channel.SMS);
    Recipient recipient = Recipient.parse(json, channel);
    Optional<Outbox.Key> key =
        Outbox.Key.of(request, channel.publicName(), recipient.field(), recipient.value());
    ClientInfo client = ClientInfo.of(request, json.findText("captchaToken", MAX_CAPTCHA_LENGTH));
    Optional<String> previousHandle = json.findText("handle", MAX_HANDLE_LENGTH);
    String handle = service.start(recipient, channel, client, key, previousHandle);
    return Response.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("status", "pending")
            .add(recipient.field(), recipient.value())
            .add("channel", channel.publicName())
            .add("handle", handle)
            .build());
  }

  Response check(Request request) {
    JsonFields json = request.json();
    Recipient recipient = Recipient.parse(json);
    Optional<String> handle = json.findText("handle", MAX_HANDLE_LENGTH);
    boolean verified = service.check(recipient, Code.parse(json), handle, ClientInfo.of(request));
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("ok", true)
            .add("verified", verified)
            .add(recipient.field(), recipient.value());
    if (verified) {
      body.add("proof", service.prove(recipient, request.caller()));
    }
    return Response.json(body.build());
  }

  Response keys(Request request) {
    return Response.json(service.proofKeys())
        .withHeader("Cache-Control", "public, max-age=" + ProofKeys.MAX_AGE.toSeconds());
  }
}
