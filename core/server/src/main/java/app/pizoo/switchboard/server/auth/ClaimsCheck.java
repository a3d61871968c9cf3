package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the claims of a token with a valid signature (RFC 7519, section 4.1).
 *
 * @param issuer required value of {@code iss}, if any
 * @param audience required entry of {@code aud}, if any
 * @param identityClaim the claim that names the caller
 */
record ClaimsCheck(
    Optional<String> issuer, Optional<String> audience, String identityClaim, Clock clock) {
  /** Allowed clock skew, in seconds. */
  private static final long SKEW = 60;

  private static final int MAX_IDENTITY_LENGTH = 1024;

  Caller caller(JsonObject claims) {
    long now = Math.floorDiv(clock.millis(), 1000L);
    if (!(claims.get("exp") instanceof JsonNumber exp)) {
      throw invalid("the token has no expiry");
    }
    if (exp.doubleValue() + SKEW <= now) {
      throw Problem.of(ProblemCode.TOKEN_EXPIRED, "get a new token and try again");
    }
    JsonValue nbf = claims.get("nbf");
    if (nbf != null && !(nbf instanceof JsonNumber from && from.doubleValue() - SKEW <= now)) {
      throw invalid("the token is not valid yet");
    }
    if (issuer.isPresent() && !issuer.get().equals(text(claims.get("iss")))) {
      throw invalid("the token has another issuer");
    }
    if (audience.isPresent() && !holds(claims.get("aud"), audience.get())) {
      throw invalid("the token is for another audience");
    }
    String identity = text(claims.get(identityClaim));
    if (identity == null || !isName(identity)) {
      throw invalid("the token has no usable subject");
    }
    return new Caller(identity, scopes(claims), claims);
  }

  /** Refuses half a surrogate pair: encoded as UTF-8 it could equal the name of another user. */
  private static boolean isName(String text) {
    return !text.isBlank()
        && text.length() <= MAX_IDENTITY_LENGTH
        && text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static Set<String> scopes(JsonObject claims) {
    String scope = text(claims.get("scope"));
    return scope == null || scope.isBlank() ? Set.of() : Set.of(distinct(scope));
  }

  private static String[] distinct(String scope) {
    return Arrays.stream(scope.strip().split(" +")).distinct().toArray(String[]::new);
  }

  private static boolean holds(@Nullable JsonValue claim, String wanted) {
    return claim instanceof JsonArray list
        ? list.stream().anyMatch(one -> wanted.equals(text(one)))
        : wanted.equals(text(claim));
  }

  private static @Nullable String text(@Nullable JsonValue value) {
    return value instanceof JsonString string ? string.getString() : null;
  }

  static Problem invalid(String why) {
    return Problem.of(ProblemCode.TOKEN_INVALID, why);
  }
}
