package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.http.Problem;

/** The outcome of a request to send a code. */
public sealed interface StartOutcome {
  /** A code is on its way. */
  record Pending(String sid) implements StartOutcome {}

  /** The live code has no attempts left, and Twilio sends no other one until it expires. */
  record Exhausted() implements StartOutcome {}

  /** Twilio did not respond: a code may be on its way. */
  record Unknown(Problem problem) implements StartOutcome {}
}
