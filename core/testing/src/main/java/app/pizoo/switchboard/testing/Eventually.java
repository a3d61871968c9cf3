package app.pizoo.switchboard.testing;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what another process does, which cannot wake anybody here. */
public final class Eventually {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private Eventually() {}

  /**
   * Returns once something is true.
   *
   * @throws AssertionError if it is not within half a minute
   */
  public static void isTrue(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + TIMEOUT + ": " + what);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
