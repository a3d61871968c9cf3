package app.pizoo.switchboard.mock.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
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
 * Verifies access tokens (compact JWS, HS256) against the account and the box's clock. Thread-safe.
 */
public final class AccessTokens {
  private static final int MAX_LENGTH = 16_384;
  private static final Duration MAX_TTL = Duration.ofHours(24);

  /** The maximum difference between the clocks of the issuer and the box. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofSeconds(30);

  private final BoxAccount account;
  private final Clock clock;

  /** Takes the account that must have issued the tokens, and the clock. */
  public AccessTokens(BoxAccount account, Clock clock) {
    this.account = account;
    this.clock = clock;
  }

  /**
   * Verifies a token.
   *
   * @throws AccessTokenException if it is not valid
   */
  public AccessToken verify(String jwt) {
    String[] parts = jwt.length() > MAX_LENGTH ? new String[0] : jwt.split("\\.", -1);
    if (parts.length != 3) {
      throw new AccessTokenException(TokenError.INVALID);
    }
    checkHeader(object(parts[0]));
    JsonObject claims = object(parts[1]);
    if (!isText(claims, "iss", account.apiKeySid())
        || !isText(claims, "sub", account.accountSid())) {
      throw new AccessTokenException(TokenError.ISSUER);
    }
    if (!MessageDigest.isEqual(sign(parts[0] + "." + parts[1]), bytes(parts[2]))) {
      throw new AccessTokenException(TokenError.SIGNATURE);
    }
    Instant expires = checkTimes(claims);
    JsonObject grants =
        claims.get("grants") instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
    String identity = grants.get("identity") instanceof JsonString text ? text.getString() : "";
    if (identity.isEmpty()) {
      throw new AccessTokenException(TokenError.GRANTS);
    }
    return new AccessToken(identity, expires, grants);
  }

  private static void checkHeader(JsonObject header) {
    if (!isText(header, "typ", "JWT")
        || !isText(header, "alg", "HS256")
        || !isText(header, "cty", "twilio-fpa;v=1")) {
      throw new AccessTokenException(TokenError.HEADER);
    }
  }

  private Instant checkTimes(JsonObject claims) {
    Instant now = clock.instant();
    Instant expires =
        time(claims, "exp").orElseThrow(() -> new AccessTokenException(TokenError.EXPIRED));
    if (!expires.isAfter(now)) {
      throw new AccessTokenException(TokenError.EXPIRED);
    }
    Optional<Instant> begins = time(claims, "nbf");
    if (begins.filter(begin -> begin.isAfter(now.plus(MAX_CLOCK_SKEW))).isPresent()) {
      throw new AccessTokenException(TokenError.NOT_YET_VALID);
    }
    Instant made = begins.or(() -> time(claims, "iat")).orElse(now);
    if (expires.isAfter(made.plus(MAX_TTL))) {
      throw new AccessTokenException(TokenError.TOO_LONG);
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
      throw new AccessTokenException(TokenError.INVALID);
    }
  }

  private static byte[] bytes(String part) {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException e) {
      throw new AccessTokenException(TokenError.INVALID);
    }
  }

  private byte[] sign(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(account.apiKeySecret().getBytes(UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
