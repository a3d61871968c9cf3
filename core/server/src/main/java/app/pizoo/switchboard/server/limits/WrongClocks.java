package app.pizoo.switchboard.server.limits;

import java.time.Duration;

/**
 * Tells times that a node with a wrong clock has stored from those of nodes whose clocks differ a
 * little. Without this, one request at a node whose clock is a year ahead would exhaust a limit for
 * a year.
 */
final class WrongClocks {
  /** How far the clocks of nodes may differ. */
  static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

  private WrongClocks() {}

  /** Whether something is stored as of a time that no right clock can show yet. */
  static boolean isWrong(long at, long now) {
    return at > now + TOLERANCE;
  }

  /** The end of something that lasts a time from now at most, as far as its end can be right. */
  static long end(long storedEnd, long time, long now) {
    return isWrong(storedEnd - time, now) ? now + time : storedEnd;
  }
}
