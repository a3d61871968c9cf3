package app.pizoo.switchboard.spi;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * Who sent a request, as a guard established it.
 *
 * @param subject the user's or service's name; empty for callers without identity
 * @param scopes what the caller's token allows
 * @param claims the token's claims; empty for callers without token
 */
public record Caller(String subject, Set<String> scopes, JsonObject claims) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller that the guard admitted without an identity. */
  public static Caller anonymous() {
    return new Caller("", Set.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A caller known by name alone. */
  public static Caller named(String subject) {
    return new Caller(subject, Set.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * Refuses a name that is not the caller's own.
   *
   * @param field the request's field that holds it
   * @throws Problem with {@link ProblemCode#IDENTITY_MISMATCH}
   */
  public void mustBe(String name, String field) {
    if (!subject.equals(name)) {
      throw Problem.of(ProblemCode.IDENTITY_MISMATCH, "the token belongs to somebody else")
          .inField(field);
    }
  }

  /** Hides claims and scopes, which may hold personal data. */
  @Override
  public String toString() {
    return subject.isEmpty() ? "Caller[anonymous]" : "Caller[named]";
  }
}
