package app.pizoo.switchboard.mock.box;

import java.time.Clock;

/** Limits the number of requests per second. Thread-safe. */
final class PerSecondLimiter {
  private final int max;
  private final Clock clock;
  private long second;
  private int admitted;

  PerSecondLimiter(int max, Clock clock) {
    this.max = max;
    this.clock = clock;
  }

  synchronized boolean admit() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      admitted = 0;
    }
    return ++admitted <= max;
  }
}
