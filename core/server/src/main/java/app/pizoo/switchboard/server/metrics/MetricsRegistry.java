package app.pizoo.switchboard.server.metrics;

import app.pizoo.switchboard.spi.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;

/** Keeps all metrics of a server and writes them as Prometheus text (exposition format 0.0.4). */
public final class MetricsRegistry implements Metrics {
  private final Map<String, Family> families = new ConcurrentSkipListMap<>();

  /** Creates a registry that tells about the Java run time from the start. */
  public MetricsRegistry() {
    Runtime runtime = Runtime.getRuntime();
    gauge(
        "jvm_memory_used_bytes", "Heap in use", () -> runtime.totalMemory() - runtime.freeMemory());
    gauge("jvm_memory_max_bytes", "Largest heap allowed", runtime::maxMemory);
    gauge("jvm_processors", "Processors available", runtime::availableProcessors);
  }

  @Override
  public Counter counter(String name, String help, String... labelNames) {
    Family family = family(name + "_total", "counter", help, labelNames);
    return values -> family.series(values, Series.Count::new).add();
  }

  @Override
  public Timer timer(String name, String help, String... labelNames) {
    Family family = family(name + "_seconds", "histogram", help, labelNames);
    return (nanoseconds, values) ->
        family.series(values, Series.Durations::new).record(nanoseconds);
  }

  @Override
  public void gauge(String name, String help, DoubleSupplier value) {
    family(name, "gauge", help).series(new String[0], () -> new Series.Asked(value));
  }

  private Family family(String name, String type, String help, String... labelNames) {
    String full = "switchboard_" + name;
    return families.computeIfAbsent(
        full, key -> new Family(key, type, help, List.of(labelNames), new ConcurrentHashMap<>()));
  }

  /** All metrics as text. */
  public String text() {
    StringBuilder out = new StringBuilder(8192);
    families.values().forEach(family -> family.write(out));
    return out.toString();
  }
}
