package app.pizoo.switchboard.voice;

import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Locale;
import java.util.Map;

/** What becomes of a call. */
sealed interface Outcome {

  /**
   * A user's browsers ring.
   *
   * @param client the user's name towards Twilio
   * @param caller who calls, as the callee shall see it
   * @param fields the caller's own fields
   */
  record RingUser(String client, String caller, Map<String, String> fields) implements Outcome {}

  /** A phone rings; it sees the server's own number. */
  record RingPhone(PhoneNumber number, PhoneNumber callerId) implements Outcome {}

  /** A phone caller hears that nobody can be reached. */
  record Apologize() implements Outcome {}

  /** The call is refused, without a word. */
  record Refuse(Reason reason) implements Outcome {}

  /** Why a call is refused: a label of a metric, and what the caller's history says. */
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
