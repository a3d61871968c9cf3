package app.pizoo.switchboard.verify;

import java.time.Duration;
import java.util.Optional;

/** Whether a code may be tried. */
sealed interface Claim {
  /**
   * It may; one try is used up.
   *
   * @param id names the verification here
   * @param sid names it at Twilio, empty if no answer came when it was started
   */
  record Granted(String id, Optional<String> sid) implements Claim {}

  /** No tries are left, for whoever owns the verification until it expires. */
  record Exhausted(Duration rest) implements Claim {}

  /** There is nothing to try: never sent, used, or expired. One try is used up all the same. */
  record Nothing() implements Claim {}
}
