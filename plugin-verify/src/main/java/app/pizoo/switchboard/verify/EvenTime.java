package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes a check that asks nobody take as long as one that asks Twilio, so that the time of an
 * answer does not tell whether a code is pending: one of the latest real times, picked at random.
 */
final class EvenTime {
  private static final int REMEMBERED = 32;
  private static final Duration FIRST = Duration.ofMillis(150);

  private final AtomicLongArray times = new AtomicLongArray(REMEMBERED);
  private final AtomicInteger next = new AtomicInteger();
  private final RandomGenerator random;

  EvenTime(RandomGenerator random) {
    this.random = random;
    for (int i = 0; i < REMEMBERED; i++) {
      times.set(i, FIRST.toNanos());
    }
  }

  /** Does what takes its time. */
  <T> T measure(Supplier<T> work) {
    long begin = System.nanoTime();
    try {
      return work.get();
    } finally {
      times.set(Math.floorMod(next.getAndIncrement(), REMEMBERED), System.nanoTime() - begin);
    }
  }

  /** Takes as long. */
  void spend() {
    try {
      Thread.sleep(Duration.ofNanos(times.get(random.nextInt(REMEMBERED))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ProblemCode.OVERLOADED, "the server is stopping").causedBy(e);
    }
  }
}
