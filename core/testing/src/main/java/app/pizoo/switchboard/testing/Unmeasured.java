package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.Metrics;
import java.util.function.DoubleSupplier;

/** Metrics that count nothing. */
public final class Unmeasured implements Metrics {
  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return labelValues -> {};
  }

  @Override
  public Timer timer(String name, String help, String... labelNames) {
    return (nanoseconds, labelValues) -> {};
  }

  @Override
  public void gauge(String name, String help, DoubleSupplier value) {}
}
