package app.pizoo.switchboard.server.limits;

import java.time.Duration;

/**
 * Recognizes times stored by a node whose clock is wrong, as opposed to clocks that differ a
 * little. Without this, one request at a node whose clock is a year ahead would exhaust a limit for
 * a year.
 */
final class WrongClocks {
  /** The maximum difference between the clocks of nodes. */
  static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

  private WrongClocks() {}

  /** Whether a stored time is later than any right clock can show. */
  static boolean isWrong(long at, long now) {
    return at > now + TOLERANCE;
  }

  /** The stored end, or the latest possible end if the stored one cannot be right. */
  static long end(long storedEnd, long time, long now) {
    return isWrong(storedEnd - time, now) ? now + time : storedEnd;
  }
}
