package app.pizoo.switchboard.server.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Issues and verifies permission tickets: the claims of a token, bound to a subject, with an
 * expiry, signed with the server's own key. Format: payload, dot, MAC, both in base64url.
 */
final class PermissionTickets {
  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String PURPOSE = "pass";

  /** Only claims with this prefix go into a ticket. */
  private static final String PREFIX = "switchboard_";

  private final KernelKeys keys;
  private final Clock clock;

  PermissionTickets(KernelKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  String write(Caller caller, Duration life) {
    JsonObjectBuilder claims = JSON.createObjectBuilder();
    caller
        .claims()
        .forEach((name, value) -> {
          if (name.startsWith(PREFIX)) {
            claims.add(name, value);
          }
        });
    String payload =
        JSON.createObjectBuilder()
            .add("sub", caller.subject())
            .add("exp", clock.millis() / 1000 + life.toSeconds())
            .add("claims", claims)
            .build()
            .toString();
    String encoded = base64(payload.getBytes(UTF_8));
    return encoded + '.' + base64(keys.mac(PURPOSE, encoded));
  }

  /** The caller of a ticket; empty if it is forged, expired, or of another subject. */
  Optional<Caller> read(String subject, String ticket) {
    int dot = ticket.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    String encoded = ticket.substring(0, dot);
    try {
      byte[] code = Base64.getUrlDecoder().decode(ticket.substring(dot + 1));
      if (!MessageDigest.isEqual(code, keys.mac(PURPOSE, encoded))) {
        return Optional.empty();
      }
      JsonObject payload = JsonFields.parse(Base64.getUrlDecoder().decode(encoded)).object();
      boolean valid =
          payload.getString("sub").equals(subject)
              && payload.getJsonNumber("exp").longValue() > clock.millis() / 1000;
      JsonValue claims = payload.get("claims");
      return valid && claims instanceof JsonObject object
          ? Optional.of(new Caller(subject, Set.of(), object))
          : Optional.empty();
    } catch (IllegalArgumentException | Problem e) {
      return Optional.empty();
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
