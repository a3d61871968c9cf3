package app.pizoo.switchboard.mock.box;

import java.time.Clock;

/** Admits a number of requests in each second. Safe for all threads. */
final class PerSecond {
  private final int most;
  private final Clock clock;
  private long second;
  private int admitted;

  PerSecond(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  synchronized boolean admit() {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      admitted = 0;
    }
    return ++admitted <= most;
  }
}
