package app.pizoo.switchboard.server.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One metric with its series, one for each combination of label values. */
record Family(
    String name, String type, String help, List<String> labelNames, Map<List<String>, Series> all) {

  @SuppressWarnings("unchecked") // a family holds series of one kind
  <S extends Series> S series(String[] labelValues, Supplier<S> made) {
    List<String> key = Arrays.asList(labelValues);
    Series found = all.get(key);
    if (found != null) {
      return (S) found;
    }
    if (labelValues.length != labelNames.size()) {
      throw new IllegalArgumentException(name + " has labels " + labelNames);
    }
    return (S) all.computeIfAbsent(List.copyOf(key), k -> made.get());
  }

  void write(StringBuilder out) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    all.forEach((values, series) -> series.write(out, name, labels(values)));
  }

  private List<String> labels(List<String> values) {
    List<String> labels = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      labels.add(labelNames.get(i) + "=\"" + escaped(values.get(i)) + '"');
    }
    return labels;
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
