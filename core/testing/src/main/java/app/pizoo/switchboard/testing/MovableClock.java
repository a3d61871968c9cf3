package app.pizoo.switchboard.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that is moved ahead. Safe for all threads. */
public final class MovableClock extends Clock {
  private final Clock base;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  private MovableClock(Clock base) {
    this.base = base;
  }

  /** One that stands still until it is moved. */
  public MovableClock() {
    this(Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC));
  }

  /** One that goes as the system's does, for what waits for other processes. */
  public static MovableClock running() {
    return new MovableClock(Clock.systemUTC());
  }

  /** Moves it ahead. */
  public void forward(Duration by) {
    ahead.updateAndGet(by::plus);
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
