package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/** Remembers what was counted. */
final class RecordedMetrics implements Metrics {
  final List<String> counted = new CopyOnWriteArrayList<>();
  final List<String> timed = new CopyOnWriteArrayList<>();
  final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();

  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return labelValues -> counted.add(name + List.of(labelValues));
  }

  @Override
  public Timer timer(String name, String help, String... labelNames) {
    return (nanoseconds, labelValues) -> timed.add(name);
  }

  @Override
  public void gauge(String name, String help, DoubleSupplier value) {
    gauges.put(name, value);
  }
}
