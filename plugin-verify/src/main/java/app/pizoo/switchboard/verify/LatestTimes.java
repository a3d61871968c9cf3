package app.pizoo.switchboard.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/** How long Twilio took of late, in nanoseconds. Safe for all threads. */
final class LatestTimes {
  private static final int REMEMBERED = 32;

  /** What is taken for usual before anything was measured. */
  private static final long FIRST = Duration.ofMillis(150).toNanos();

  private final AtomicLongArray times = new AtomicLongArray(REMEMBERED);
  private final AtomicInteger next = new AtomicInteger();

  LatestTimes() {
    for (int i = 0; i < REMEMBERED; i++) {
      times.set(i, FIRST);
    }
  }

  /** Remembers one, and forgets the oldest. */
  void add(long nanos) {
    times.set(Math.floorMod(next.getAndIncrement(), REMEMBERED), nanos);
  }

  /** The longest of them. */
  long slowest() {
    long slowest = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      slowest = Math.max(slowest, times.get(i));
    }
    return slowest;
  }

  /** Any of them. */
  long any(RandomGenerator random) {
    return times.get(random.nextInt(REMEMBERED));
  }
}
