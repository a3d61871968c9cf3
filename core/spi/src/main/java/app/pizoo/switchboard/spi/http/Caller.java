package app.pizoo.switchboard.spi.http;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * The authenticated sender of a request.
 *
 * @param subject the name of the user or service; empty for an anonymous caller
 * @param scopes the scopes of the caller's token
 * @param claims the claims of the token; empty without a token
 */
public record Caller(String subject, Set<String> scopes, JsonObject claims) {

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** A caller without an identity. */
  public static Caller anonymous() {
    return new Caller("", Set.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /** A caller with a name, without scopes and claims. */
  public static Caller named(String subject) {
    return new Caller(subject, Set.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * Refuses a name other than the caller's own.
   *
   * @param field the request field that holds the name
   * @throws Problem with {@link ProblemCode#IDENTITY_MISMATCH}
   */
  public void mustBe(String name, String field) {
    if (!subject.equals(name)) {
      throw Problem.of(ProblemCode.IDENTITY_MISMATCH, "the token belongs to another user")
          .inField(field);
    }
  }

  /** Hides the name, scopes and claims, which can be personal data. */
  @Override
  public String toString() {
    return subject.isEmpty() ? "Caller[anonymous]" : "Caller[named]";
  }
}
