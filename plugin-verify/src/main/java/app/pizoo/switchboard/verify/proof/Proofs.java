package app.pizoo.switchboard.verify.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.verify.request.Recipient;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Issues signed proofs that a number or email address was verified, so that the app's backend need
 * not trust the browser. A proof is a JWT (RFC 7519), signed with ES256; the server publishes the
 * keys.
 */
public final class Proofs {
  public static final Duration TTL = Duration.ofMinutes(5);

  private final ProofKeys keys;
  private final Supplier<URI> issuer;
  private final Clock clock;
  private final Supplier<String> randomIds;

  public Proofs(ProofKeys keys, Supplier<URI> issuer, Clock clock, Supplier<String> randomIds) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
    this.randomIds = randomIds;
  }

  /**
   * Issues a proof. Its claims are those of OpenID Connect, {@code phone_number} or {@code email},
   * and {@code user} if a signed-in user verified it.
   */
  public String sign(Recipient recipient, Caller caller) {
    long now = clock.millis() / 1000;
    boolean phone = recipient instanceof Recipient.Phone;
    JsonObjectBuilder claims =
        Json.createObjectBuilder()
            .add("iss", issuer.get().toString())
            .add("sub", recipient.value())
            .add(phone ? "phone_number" : "email", recipient.value())
            .add(phone ? "phone_number_verified" : "email_verified", true)
            .add("iat", now)
            .add("exp", now + TTL.toSeconds())
            .add("jti", randomIds.get());
    if (!caller.subject().isEmpty()) {
      claims.add("user", caller.subject());
    }
    ProofKey key = keys.current();
    JsonObject header =
        Json.createObjectBuilder()
            .add("alg", "ES256")
            .add("typ", "JWT")
            .add("kid", key.id())
            .build();
    String text = encode(header.toString()) + '.' + encode(claims.build().toString());
    return text
        + '.'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(signature(key, text));
  }

  private static byte[] signature(ProofKey key, String text) {
    try {
      // The form of RFC 7518, section 3.4: both numbers, 32 bytes each.
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(key.privateKey());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(UTF_8));
  }

  /** The public keys that verify proofs, as a JSON Web Key Set. */
  public JsonObject keys() {
    return keys.published();
  }
}
