package app.pizoo.switchboard.verify.verification;

import java.time.Instant;

/**
 * A code that Twilio sent.
 *
 * @param to whom it went to, as Twilio writes it
 * @param verification names it at Twilio
 * @param at when it was sent
 */
public record SentCode(String to, String verification, Instant at) {
  /** Hides whom it went to. */
  @Override
  public String toString() {
    return "SentCode " + verification;
  }
}
