package app.pizoo.switchboard.twilio;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Sets the total timeout of one request, and the backoff between its attempts.
 *
 * @param totalTimeout from the first attempt to the response, waits included
 * @param minAttemptTime the time that must be left for a new attempt
 * @param ticker nanoseconds since some moment
 * @param random adds jitter, so that refused requests do not all come back at once
 */
record RetryPolicy(
    Duration totalTimeout,
    Duration minAttemptTime,
    LongSupplier ticker,
    Sleeper sleeper,
    RandomGenerator random) {
  static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
  static final Duration MAX_BACKOFF = Duration.ofSeconds(3);

  /** Lets time pass. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  Deadline start() {
    return new Deadline(ticker.getAsLong() + totalTimeout.toNanos());
  }

  /** The deadline of one request. */
  final class Deadline {
    private final long end;

    private Deadline(long end) {
      this.end = end;
    }

    Duration remaining() {
      return Duration.ofNanos(Math.max(1, end - ticker.getAsLong()));
    }

    /**
     * Waits before the next attempt: the minimum plus a random time up to a bound that doubles with
     * each failure (exponential backoff with full jitter).
     *
     * @param failures attempts that failed so far
     * @param minimum the {@code Retry-After} of the last response
     * @return false, at once, if the time that remains is too short
     */
    boolean awaitRetry(int failures, Duration minimum) throws InterruptedException {
      long bound = Math.min(MAX_BACKOFF.toNanos(), INITIAL_BACKOFF.toNanos() << (failures - 1));
      Duration wait = minimum.plusNanos(random.nextLong(bound + 1));
      if (remaining().minus(minAttemptTime).compareTo(wait) < 0) {
        return false;
      }
      sleeper.sleep(wait);
      return true;
    }
  }
}
