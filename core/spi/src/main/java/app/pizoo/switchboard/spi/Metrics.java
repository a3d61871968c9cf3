package app.pizoo.switchboard.spi;

import java.util.function.DoubleSupplier;

/**
 * Registers metrics, shown as Prometheus text on the operations port. Never put data of users in.
 */
public interface Metrics {

  /** Registers a counter; {@code name} without the unit suffix {@code _total}. */
  Counter counter(String name, String help, String... labelNames);

  /** Registers a histogram of durations; {@code name} without the suffix {@code _seconds}. */
  Timer timer(String name, String help, String... labelNames);

  /** Registers a gauge that is asked when metrics are read. */
  void gauge(String name, String help, DoubleSupplier value);

  /** Counts events. */
  interface Counter {
    /** Counts one; values for the label names, in order, from a small fixed set. */
    void add(String... labelValues);
  }

  /** Measures durations. */
  interface Timer {
    /** Records one duration in nanoseconds. */
    void record(long nanoseconds, String... labelValues);
  }
}
