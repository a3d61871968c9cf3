package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Chore;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Reply;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.spi.Routes;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.spi.WebAssets;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;

/** Reads requests and shapes replies. */
final class VerifyRoutes implements Started {
  private static final int LONGEST_CHANNEL = 20;
  private static final int LONGEST_HANDLE = 100;

  /** Providers promise 2,048 characters, and have been seen to exceed them. */
  private static final int LONGEST_CAPTCHA = 8192;

  private final VerifyService service;
  private final Proofs proofs;
  private final Access access;
  private final Guards guards;
  private final List<Chore> chores;

  VerifyRoutes(
      VerifyService service, Proofs proofs, Access access, Guards guards, List<Chore> chores) {
    this.service = service;
    this.proofs = proofs;
    this.access = access;
    this.guards = guards;
    this.chores = chores;
  }

  @Override
  public void register(Routes routes) {
    Guard guard = access.guard(guards);
    routes.post("/api/auth/verify/start", guard, this::start);
    routes.post("/api/auth/verify/check", guard, this::check);
    routes.get("/api/auth/verify/keys", guards.open(), this::keys);
    routes.get(
        "/ui/verify/{file}", guards.open(), WebAssets.of(VerifyRoutes.class, "verify")::serve);
  }

  Reply start(Request request) {
    JsonFields json = request.json();
    Channel channel =
        json.findText("channel", LONGEST_CHANNEL).map(Channel::parse).orElse(Channel.SMS);
    Recipient recipient = Recipient.parse(json, channel);
    Optional<Outbox.Key> key =
        Outbox.Key.of(request, channel.publicName(), recipient.field(), recipient.value());
    Origin origin = Origin.of(request, json.findText("captchaToken", LONGEST_CAPTCHA));
    Optional<String> former = json.findText("handle", LONGEST_HANDLE);
    String handle = service.start(recipient, channel, origin, key, former);
    return Reply.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("status", "pending")
            .add(recipient.field(), recipient.value())
            .add("channel", channel.publicName())
            .add("handle", handle)
            .build());
  }

  Reply check(Request request) {
    JsonFields json = request.json();
    Recipient recipient = Recipient.parse(json);
    Optional<String> handle = json.findText("handle", LONGEST_HANDLE);
    boolean verified = service.check(recipient, Code.parse(json), handle, Origin.of(request));
    JsonObjectBuilder answer =
        Json.createObjectBuilder()
            .add("ok", true)
            .add("verified", verified)
            .add(recipient.field(), recipient.value());
    if (verified) {
      answer.add("proof", proofs.write(recipient, request.caller()));
    }
    return Reply.json(answer.build());
  }

  Reply keys(Request request) {
    return Reply.json(proofs.keys())
        .withHeader("Cache-Control", "public, max-age=" + ProofKeys.FRESH.toSeconds());
  }

  @Override
  public List<Chore> chores() {
    return chores;
  }

  @Override
  public List<String> examples() {
    return List.of(
        example("start", "{\"phone\":\"+1234567890\",\"channel\":\"sms\"}"),
        example("check", "{\"phone\":\"+1234567890\",\"code\":\"123456\"}"));
  }

  private String example(String step, String body) {
    String authorization =
        switch (access) {
          case OPEN -> "";
          case USER -> " -H \"Authorization: Bearer $({switchboard} token user123)\"";
          case SERVICE ->
              " -H \"Authorization: Bearer $({switchboard} token backend --scope verify)\"";
        };
    return "curl {api}/api/auth/verify/"
        + step
        + authorization
        + " -H 'Content-Type: application/json' -d '"
        + body
        + "'";
  }

  @Override
  public Optional<String> openApi() {
    return Started.readOpenApi(VerifyRoutes.class.getResourceAsStream("openapi.yaml"));
  }
}
