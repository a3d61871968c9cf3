package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes a check that asks nobody take as long as one that asks Twilio, so that the time of an
 * answer does not tell whether a code is pending: one of the latest real times, picked at random.
 */
final class EvenTime {
  private final LatestTimes times = new LatestTimes();
  private final RandomGenerator random;

  EvenTime(RandomGenerator random) {
    this.random = random;
  }

  /** Does what takes its time. */
  <T> T measure(Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      times.add(System.nanoTime() - begin);
    }
  }

  /** Takes as long. */
  void spend() {
    try {
      Thread.sleep(Duration.ofNanos(times.any(random)));
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    }
  }
}
