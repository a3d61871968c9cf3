package app.pizoo.switchboard.server.metrics;

import app.pizoo.switchboard.spi.Metrics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Keeps all metrics of a server and writes them as Prometheus text (exposition format 0.0.4).
 * Metrics of the product have the prefix {@code switchboard_}; those of {@link #standard} have the
 * names of Micrometer and of the OpenTelemetry conventions, so that stock dashboards show them.
 */
public final class MetricsRegistry implements Metrics {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  private final Map<String, Family> families = new ConcurrentSkipListMap<>();
  private final Named product = new Named("switchboard_");
  private final Metrics standard = new Named("");
  private final JvmMetrics jvm = new JvmMetrics();

  /** Registers metrics under names that are not the product's own. */
  public Metrics standard() {
    return standard;
  }

  @Override
  public Counter counter(String name, String help, String... labelNames) {
    return product.counter(name, help, labelNames);
  }

  @Override
  public Timer timer(String name, String help, String... labelNames) {
    return product.timer(name, help, labelNames);
  }

  @Override
  public void gauge(String name, String help, DoubleSupplier value) {
    product.gauge(name, help, value);
  }

  /**
   * Registers a counter that is kept elsewhere.
   *
   * @param count its value, which never falls
   */
  public void counter(String name, String help, LongSupplier count) {
    product
        .family(name, "_total", "counter", help)
        .series(new String[0], () -> new Series.Observed(count));
  }

  private final class Named implements Metrics {
    private final String prefix;

    Named(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public Counter counter(String name, String help, String... labelNames) {
      Family family = family(name, "_total", "counter", help, labelNames);
      return values -> family.series(values, Series.Count::new).add();
    }

    @Override
    public Timer timer(String name, String help, String... labelNames) {
      Family family = family(name, "_seconds", "histogram", help, labelNames);
      return (nanoseconds, values) ->
          family.series(values, Series.Durations::new).record(nanoseconds);
    }

    @Override
    public void gauge(String name, String help, DoubleSupplier value) {
      family(name, "", "gauge", help).series(new String[0], () -> new Series.Asked(value));
    }

    private Family family(String name, String unit, String type, String help, String... labels) {
      check(name, unit, List.of(labels));
      Family made =
          new Family(prefix + name + unit, type, help, List.of(labels), new ConcurrentHashMap<>());
      Family known = families.computeIfAbsent(made.name(), key -> made);
      if (!known.type().equals(type) || !known.labelNames().equals(made.labelNames())) {
        throw new IllegalArgumentException(
            "metric "
                + name
                + ": registered already as a "
                + known.type()
                + " with the labels "
                + known.labelNames());
      }
      return known;
    }
  }

  private static void check(String name, String unit, List<String> labels) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "metric '" + name + "': expected lower-case words joined by underscores");
    }
    if (!unit.isEmpty() && name.endsWith(unit)) {
      throw new IllegalArgumentException("metric " + name + ": the ending " + unit + " is added");
    }
    for (String label : labels) {
      if (!NAME.matcher(label).matches() || label.equals("le")) {
        throw new IllegalArgumentException(
            "metric "
                + name
                + ": label '"
                + label
                + "': expected lower-case words joined by underscores, and not le");
      }
    }
    if (new HashSet<>(labels).size() < labels.size()) {
      throw new IllegalArgumentException("metric " + name + ": a label occurs twice");
    }
  }

  /** All metrics as text. */
  public String text() {
    StringBuilder out = new StringBuilder(8192);
    families.values().forEach(family -> family.write(out));
    jvm.write(out);
    return out.toString();
  }
}
