package app.pizoo.switchboard.verify.verification;

import java.time.Duration;
import java.util.Optional;

/** Whether a code may be checked. */
public sealed interface CheckAttempt {
  /**
   * The check is allowed, and one attempt is used up.
   *
   * @param id the row of the verification
   * @param sid its SID at Twilio, empty if Twilio did not respond to the start
   * @param byOwner whether the client has the handle of the verification
   * @param rest the remaining validity
   */
  record Granted(String id, Optional<String> sid, boolean byOwner, Duration rest)
      implements CheckAttempt {}

  /** No attempts are left until the verification expires; returned only to its owner. */
  record Exhausted(Duration rest) implements CheckAttempt {}

  /** There is no live verification, or its attempts for clients without the handle are used up. */
  record Nothing() implements CheckAttempt {}
}
