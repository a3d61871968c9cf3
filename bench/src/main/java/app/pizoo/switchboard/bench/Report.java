package app.pizoo.switchboard.bench;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Collects results, prints each as progress, and writes them as JSON and as a table, both with the
 * date in their name. The table has medians over the rounds, the JSON file each round.
 */
final class Report {
  private final Instant date = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Path folder;
  private final String options;
  private final List<Measurement> measurements = new ArrayList<>();
  private final List<JsonObject> facts = new ArrayList<>();
  private final StringBuilder factTable = new StringBuilder();

  Report(Path folder, String options) {
    this.folder = folder;
    this.options = options;
  }

  /** Says what a long step is about to do, or how far it is. */
  static void progress(String text) {
    System.out.println(text);
  }

  /** Adds a measurement; warm-ups are only printed. */
  void add(Measurement measurement) {
    progress(measurement.describe());
    if (measurement.round() > 0) {
      measurements.add(measurement);
    }
  }

  /** Adds a figure that is not of a load. */
  void addFact(String name, String server, double value, String unit) {
    progress("%-30s %-18s %8.1f %s".formatted(name, server, value, unit));
    facts.add(
        Json.createObjectBuilder()
            .add("name", name)
            .add("server", server)
            .add("value", Measurement.rounded(value))
            .add("unit", unit)
            .build());
    factTable.append(
        String.format(Locale.ROOT, "| %s | %s | %.2f %s |%n", name, server, value, unit));
  }

  /** Where the JSON file is; the table is beside it. */
  Path file() {
    return folder.resolve(name() + ".json");
  }

  private String name() {
    return "benchmark-" + date.toString().replace(':', '-');
  }

  /** Writes both files; called again after each step, so that a stopped run leaves its results. */
  void write() throws IOException {
    Files.createDirectories(folder);
    try (Writer out = Files.newBufferedWriter(file());
        JsonWriter json =
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(out)) {
      json.write(json());
    }
    Files.writeString(folder.resolve(name() + ".md"), table());
  }

  private JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("date", date.toString())
            .add("options", options)
            .add("cores", Runtime.getRuntime().availableProcessors())
            .add("java", Runtime.version().toString())
            .add("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    JsonArrayBuilder all = Json.createArrayBuilder();
    measurements.forEach(measurement -> all.add(measurement.json()));
    json.add("measurements", all);
    JsonArrayBuilder others = Json.createArrayBuilder();
    facts.forEach(others::add);
    return json.add("facts", others).build();
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    text.append("# Benchmark of ").append(date).append("\n\n");
    text.append(Runtime.getRuntime().availableProcessors()).append(" cores, Java ");
    text.append(Runtime.version()).append(", options: `").append(options).append("`\n");
    if (!measurements.isEmpty()) {
      text.append(
          """

          | kind | row | load | server | CPU | PostgreSQL's CPU | rate | p50 | p99 | refused | failed |
          |---|---|---|---|---|---|---|---|---|---|---|
          """);
    }
    Map<String, List<Measurement>> lines = new LinkedHashMap<>();
    for (Measurement each : measurements) {
      lines.computeIfAbsent(each.what() + each.server(), line -> new ArrayList<>()).add(each);
    }
    lines.values().forEach(rounds -> text.append(line(rounds)));
    if (!facts.isEmpty()) {
      text.append("\n| figure | server | value |\n|---|---|---|\n").append(factTable);
    }
    return text.toString();
  }

  private static String line(List<Measurement> rounds) {
    Measurement first = rounds.getFirst();
    String database =
        first.databaseCpu().isPresent()
            ? String.format(
                Locale.ROOT, "%.0f µs", median(rounds, each -> each.databaseCpu().orElse(0)))
            : "";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %.0f µs | %s | %.0f/s | %.1f ms | %.1f ms | %d | %d |%n",
        first.what().kind(),
        first.what().label(),
        first.what().load(),
        first.server(),
        median(rounds, Measurement::cpu),
        database,
        median(rounds, each -> each.result().perSecond()),
        median(rounds, each -> each.result().percentile(0.5)),
        median(rounds, each -> each.result().percentile(0.99)),
        rounds.stream().mapToInt(each -> each.result().refused()).sum(),
        rounds.stream().mapToInt(each -> each.result().failed()).sum());
  }

  private static double median(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
