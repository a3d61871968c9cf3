package app.pizoo.switchboard.verify.verification;

import java.time.Instant;

/**
 * A code that Twilio sent.
 *
 * @param to the recipient, as Twilio writes it
 * @param verification its SID at Twilio
 * @param at when it was sent
 */
public record SentCode(String to, String verification, Instant at) {
  /** Hides the recipient. */
  @Override
  public String toString() {
    return "SentCode " + verification;
  }
}
