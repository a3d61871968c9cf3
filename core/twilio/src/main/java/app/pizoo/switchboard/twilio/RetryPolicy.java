package app.pizoo.switchboard.twilio;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Decides how long one request may take in all, and how long to wait between its tries.
 *
 * @param whole from the first try to the answer, waits included
 * @param leastForTry a new try is made only if this much would be left for it
 * @param ticker nanoseconds since some moment
 * @param pause waits
 * @param random spreads waits, so that many refused requests do not come back at once
 */
record RetryPolicy(
    Duration whole,
    Duration leastForTry,
    LongSupplier ticker,
    Pause pause,
    RandomGenerator random) {
  static final Duration FIRST_WAIT = Duration.ofMillis(100);
  static final Duration MAX_WAIT = Duration.ofSeconds(3);

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  Deadline start() {
    return new Deadline(ticker.getAsLong() + whole.toNanos());
  }

  /** The end of one request's time. */
  final class Deadline {
    private final long end;

    private Deadline(long end) {
      this.end = end;
    }

    Duration left() {
      return Duration.ofNanos(Math.max(1, end - ticker.getAsLong()));
    }

    /**
     * Waits before a new try: at random up to a bound that doubles with each (full jitter), after
     * what the other side asked for.
     *
     * @param failures tries that failed so far
     * @param atLeast what the other side asked for
     * @return false, at once, if the time left is too short
     */
    boolean await(int failures, Duration atLeast) throws InterruptedException {
      long bound = Math.min(MAX_WAIT.toNanos(), FIRST_WAIT.toNanos() << (failures - 1));
      Duration wait = atLeast.plusNanos(random.nextLong(bound + 1));
      if (left().minus(leastForTry).compareTo(wait) < 0) {
        return false;
      }
      pause.of(wait);
      return true;
    }
  }
}
