package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Problem;

/** What became of a request to send a code. */
public sealed interface StartOutcome {
  /** A code is on its way. */
  record Pending(String sid) implements StartOutcome {}

  /** The live code was tried too often, and until it expires there is no other. */
  record Exhausted() implements StartOutcome {}

  /** No answer came: a code may be on its way. */
  record Unknown(Problem problem) implements StartOutcome {}
}
