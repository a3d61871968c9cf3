package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Locale;
import java.util.Map;

/** The decision about a call. */
sealed interface Outcome {

  /**
   * The browsers of a user ring.
   *
   * @param client the user's identity at Twilio
   * @param caller the caller's name or number, as the callee sees it
   * @param fields the caller's own parameters
   */
  record RingUser(String client, String caller, Map<String, String> fields) implements Outcome {}

  /** A phone rings, with the server's own number as caller ID. */
  record RingPhone(PhoneNumber number, PhoneNumber callerId) implements Outcome {}

  /** A phone caller hears an apology. */
  record Apologize() implements Outcome {}

  /** The call is rejected without a message. */
  record Refuse(Reason reason) implements Outcome {}

  /** The reason for a refusal: a metric label and a field of the caller's history. */
  enum Reason {
    NOBODY,
    ONESELF,
    NOT_PERMITTED,
    COUNTRY,
    LIMIT,
    UNAVAILABLE;

    String publicName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
