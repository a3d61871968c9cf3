package app.pizoo.switchboard.verify.verification;

import java.time.Duration;
import java.util.Optional;

/** Whether a code may be tried. */
public sealed interface CheckAttempt {
  /**
   * It may; one try is used up.
   *
   * @param id names the verification here
   * @param sid names it at Twilio, empty if no answer came when it was started
   * @param byOwner whether the client that started the verification tries
   * @param rest how long it is valid still
   */
  record Granted(String id, Optional<String> sid, boolean byOwner, Duration rest)
      implements CheckAttempt {}

  /** No attempts are left until the verification expires; only its owner learns this. */
  record Exhausted(Duration rest) implements CheckAttempt {}

  /** There is nothing to try: never sent, used, expired, or not for strangers any more. */
  record Nothing() implements CheckAttempt {}
}
