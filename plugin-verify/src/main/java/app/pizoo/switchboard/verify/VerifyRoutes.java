package app.pizoo.switchboard.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Reply;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.spi.Routes;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.spi.WebAssets;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads requests and shapes replies. */
final class VerifyRoutes implements Started {
  private static final int LONGEST_CHANNEL = 20;

  private final VerifyService service;
  private final Access access;
  private final Guard guard;
  private final Guard open;

  VerifyRoutes(VerifyService service, Access access, Guards guards) {
    this.service = service;
    this.access = access;
    this.guard = access.guard(guards);
    this.open = guards.open();
  }

  @Override
  public void register(Routes routes) {
    routes.post("/api/auth/verify/start", guard, this::start);
    routes.post("/api/auth/verify/check", guard, this::check);
    routes.get("/ui/verify/{file}", open, WebAssets.of(VerifyRoutes.class, "verify")::serve);
  }

  Reply start(Request request) {
    JsonFields json = request.json();
    Channel channel =
        json.findText("channel", LONGEST_CHANNEL).map(Channel::parse).orElse(Channel.SMS);
    Recipient recipient = Recipient.parse(json, channel);
    service.start(recipient, channel, Origin.of(request));
    return Reply.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("status", "pending")
            .add(recipient.field(), recipient.value())
            .add("channel", channel.publicName())
            .build());
  }

  Reply check(Request request) {
    JsonFields json = request.json();
    Recipient recipient = Recipient.parse(json);
    boolean verified = service.check(recipient, Code.parse(json), Origin.of(request));
    return Reply.json(
        Json.createObjectBuilder()
            .add("ok", true)
            .add("verified", verified)
            .add(recipient.field(), recipient.value())
            .build());
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
    try (InputStream part =
        Objects.requireNonNull(VerifyRoutes.class.getResourceAsStream("openapi.yaml"))) {
      return Optional.of(new String(part.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
