package app.pizoo.switchboard.verify;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;

/** How long Twilio took of late, in nanoseconds. Safe for all threads. */
final class LatestTimes {
  private static final int REMEMBERED = 32;

  /** What is taken for the slowest before anything was measured. */
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

  /** Whether any was measured. */
  boolean areKnown() {
    return next.get() > 0;
  }

  /** Any of those that were measured; there must be one. */
  long any(RandomGenerator random) {
    return times.get(random.nextInt((int) Math.min(next.get(), REMEMBERED)));
  }
}
