package app.pizoo.switchboard.verify.fraud;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The latest response times of Twilio, in nanoseconds. Safe for all threads. */
final class LatencySamples {
  private static final int CAPACITY = 64;

  private static final int ENOUGH = 8;

  /** A few requests are much slower than the others for their own reasons. */
  private static final int IGNORED_SLOWEST = 2;

  /** The assumed time before anything was measured. */
  private static final long DEFAULT = Duration.ofMillis(150).toNanos();

  private final AtomicLongArray times = new AtomicLongArray(CAPACITY);
  private final AtomicLong next = new AtomicLong();

  LatencySamples() {
    for (int i = 0; i < CAPACITY; i++) {
      times.set(i, DEFAULT);
    }
  }

  /** Adds a sample in place of the oldest one. */
  void add(long nanos) {
    times.set((int) (next.get() % CAPACITY), nanos);
    next.incrementAndGet();
  }

  /** The longest sample but for the few longest ones. */
  long nearlyMax() {
    long[] sorted = IntStream.range(0, CAPACITY).mapToLong(times::get).sorted().toArray();
    return sorted[CAPACITY - 1 - IGNORED_SLOWEST];
  }

  /**
   * A time drawn from the measured distribution: between two samples that are neighbors by length.
   * While there are few samples, it varies around one of them, or around the default.
   */
  long draw(RandomGenerator random) {
    int measured = (int) Math.min(next.get(), CAPACITY);
    if (measured < ENOUGH) {
      long time = measured == 0 ? DEFAULT : times.get(random.nextInt(measured));
      return (long) (time * random.nextDouble(0.8, 1.2));
    }
    long[] sorted = IntStream.range(0, measured).mapToLong(times::get).sorted().toArray();
    int lower = random.nextInt(measured - 1);
    return random.nextLong(sorted[lower], sorted[lower + 1] + 1);
  }
}
