package app.pizoo.switchboard.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another process does, which cannot wake anybody here. */
public final class Eventually {
  /**
   * The time limit for everything that tests wait for. It is long, since it decides nothing: a test
   * that passes does not wait for it, and on a busy machine a short one fails without a reason.
   */
  public static final Duration TIMEOUT = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Returns once something is true.
   *
   * @throws AssertionError if it is not within {@link #TIMEOUT}
   */
  public static void isTrue(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + TIMEOUT + ": " + what);
      }
      LockSupport.parkNanos(INTERVAL.toNanos());
    }
  }
}
