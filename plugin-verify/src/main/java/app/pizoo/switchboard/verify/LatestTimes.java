package app.pizoo.switchboard.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** How long Twilio took of late, in nanoseconds. Safe for all threads. */
final class LatestTimes {
  private static final int REMEMBERED = 32;
  private static final int ENOUGH = 8;

  /** What is taken for usual before anything was measured. */
  private static final long FIRST = Duration.ofMillis(150).toNanos();

  private final AtomicLongArray times = new AtomicLongArray(REMEMBERED);
  private final AtomicLong next = new AtomicLong();

  LatestTimes() {
    for (int i = 0; i < REMEMBERED; i++) {
      times.set(i, FIRST);
    }
  }

  /** Remembers one, and forgets the oldest. */
  void add(long nanos) {
    times.set((int) (next.get() % REMEMBERED), nanos);
    next.incrementAndGet();
  }

  /** The longest of them. */
  long slowest() {
    long slowest = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      slowest = Math.max(slowest, times.get(i));
    }
    return slowest;
  }

  /**
   * A time as might be measured: between two that were, which are next to each other by length;
   * while there are few, about as long as one of them, or as is usual.
   */
  long any(RandomGenerator random) {
    int measured = (int) Math.min(next.get(), REMEMBERED);
    if (measured < ENOUGH) {
      long time = measured == 0 ? FIRST : times.get(random.nextInt(measured));
      return (long) (time * random.nextDouble(0.8, 1.2));
    }
    long[] sorted = IntStream.range(0, measured).mapToLong(times::get).sorted().toArray();
    int shorter = random.nextInt(measured - 1);
    return random.nextLong(sorted[shorter], sorted[shorter + 1] + 1);
  }
}
