package app.pizoo.switchboard.mock.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.BoxAccount;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks access tokens (JWS in compact form, HS256) against the account and the box's time. Safe
 * for all threads.
 */
public final class AccessTokens {
  private static final int MAX_LENGTH = 16_384;
  private static final Duration MAX_TTL = Duration.ofHours(24);

  /** Clocks of the one who made it and of the box may differ that much. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  private final BoxAccount account;
  private final Clock clock;

  /** Takes the account whose tokens are good, and the time. */
  public AccessTokens(BoxAccount account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  /**
   * The token, if it is good now.
   *
   * @throws TokenRefused if it is not
   */
  public AccessToken verify(String jwt) {
    String[] parts = jwt.length() > MAX_LENGTH ? new String[0] : jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw new TokenRefused(TokenFault.INVALID);
    }
    checkHeader(object(parts[0]));
    JsonObject claims = object(parts[1]);
    if (!isText(claims, "iss", account.apiKeySid())
        || !isText(claims, "sub", account.accountSid())) {
      throw new TokenRefused(TokenFault.ISSUER);
    }
    if (!MessageDigest.isEqual(sign(parts[0] + "." + parts[1]), bytes(parts[2]))) {
      throw new TokenRefused(TokenFault.SIGNATURE);
    }
    Instant expires = checkTimes(claims);
    JsonObject grants =
        claims.get("grants") instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    String identity = grants.get("identity") instanceof JsonString text ? text.getString() : "";
    if (identity.isEmpty()) {
      throw new TokenRefused(TokenFault.GRANTS);
    }
    return new AccessToken(identity, expires, grants);
  }

  private static void checkHeader(JsonObject header) {
    if (!isText(header, "typ", "JWT")
        || !isText(header, "alg", "HS256")
        || !isText(header, "cty", "twilio-fpa;v=1")) {
      throw new TokenRefused(TokenFault.HEADER);
    }
  }

  private Instant checkTimes(JsonObject claims) {
    Instant now = clock.instant();
    Instant expires = time(claims, "exp").orElseThrow(() -> new TokenRefused(TokenFault.EXPIRED));
    if (!expires.isAfter(now)) {
      throw new TokenRefused(TokenFault.EXPIRED);
    }
    Optional<Instant> begins = time(claims, "nbf");
    if (begins.filter(begin -> begin.isAfter(now.plus(LEEWAY))).isPresent()) {
      throw new TokenRefused(TokenFault.NOT_YET_VALID);
    }
    Instant made = begins.or(() -> time(claims, "iat")).orElse(now);
    if (expires.isAfter(made.plus(MAX_TTL))) {
      throw new TokenRefused(TokenFault.TOO_LONG);
    }
    return expires;
  }

  private static Optional<Instant> time(JsonObject claims, String name) {
    try {
      return claims.get(name) instanceof JsonNumber seconds
          ? Optional.of(Instant.ofEpochSecond(seconds.bigDecimalValue().longValueExact()))
          : Optional.empty();
    } catch (ArithmeticException | java.time.DateTimeException e) {
      return Optional.empty();
    }
  }

  private static boolean isText(JsonObject object, String name, String expected) {
    return object.get(name) instanceof JsonString text && text.getString().equals(expected);
  }

  private static JsonObject object(String part) {
    try {
      return JsonFields.parse(bytes(part)).object();
    } catch (Problem e) {
      throw new TokenRefused(TokenFault.INVALID);
    }
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new TokenRefused(TokenFault.INVALID);
    }
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(account.apiKeySecret().getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
