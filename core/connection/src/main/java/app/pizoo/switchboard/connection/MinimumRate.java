package app.pizoo.switchboard.connection;

import java.time.Duration;

/** Checks in consecutive windows that bytes arrive at a minimum rate. Not thread-safe. */
final class MinimumRate {
  private final long window;
  private final long minBytes;
  private long waited;
  private long received;

  /**
   * Creates a check.
   *
   * @param window how long the server waits for the client before it judges
   */
  MinimumRate(long minBytesPerSecond, Duration window) {
    this.window = window.toNanos();
    this.minBytes = Math.max(1, Math.round(minBytesPerSecond * (this.window / 1e9)));
  }

  /**
   * Notes bytes that have arrived.
   *
   * @param nanoseconds how long the server waited for them
   * @return whether the rate is kept
   */
  boolean isKept(long nanoseconds, long bytes) {
    waited += nanoseconds;
    received += bytes;
    if (waited < window) {
      return true;
    }
    boolean kept = received >= minBytes;
    waited = 0;
    received = 0;
    return kept;
  }
}
