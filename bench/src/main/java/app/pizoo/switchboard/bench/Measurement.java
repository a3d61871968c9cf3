package app.pizoo.switchboard.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * One load on one server.
 *
 * @param what what was sent
 * @param server its name
 * @param round the number of the round or slice, from 1; 0 for a warm-up
 * @param cpu microseconds of the server's CPU time for each request
 * @param databaseCpu microseconds of PostgreSQL's CPU time for each request
 * @param result of the load
 */
record Measurement(
    What what,
    String server,
    int round,
    double cpu,
    OptionalDouble databaseCpu,
    LoadResult result) {

  /**
   * What is sent.
   *
   * @param kind {@code rounds}, {@code rate}, {@code history} or {@code growth}
   * @param row the kind of request
   * @param load how it is sent
   * @param history how many rows each key had before, in measurements of history
   */
  record What(String kind, String row, String load, int history) {
    String label() {
      return history > 0 ? row + ", history " + history : row;
    }
  }

  /** Joins measurements of the same kind that followed each other. */
  static Measurement join(List<Measurement> parts) {
    Measurement first = parts.getFirst();
    LoadResult all = LoadResult.join(parts.stream().map(Measurement::result).toList());
    double requests = all.nanos().length;
    double cpu = parts.stream().mapToDouble(part -> part.cpu * part.requests()).sum();
    double database =
        parts.stream().mapToDouble(part -> part.databaseCpu.orElse(0) * part.requests()).sum();
    return new Measurement(
        first.what,
        first.server,
        first.round,
        cpu / requests,
        first.databaseCpu.isPresent()
            ? OptionalDouble.of(database / requests)
            : OptionalDouble.empty(),
        all);
  }

  private int requests() {
    return result.nanos().length;
  }

  /** CPU time of server and database for each request, in microseconds. */
  double allCpu() {
    return cpu + databaseCpu.orElse(0);
  }

  String describe() {
    String database =
        databaseCpu.isPresent()
            ? String.format(Locale.ROOT, " + %5.0f us", databaseCpu.getAsDouble())
            : "";
    return String.format(
        Locale.ROOT,
        "%-8s %-24s %-13s %-7s %6.0f us%s  %6.0f/s  p50 %6.1f ms  p99 %6.1f ms  refused %d"
            + " failed %d %s",
        what.kind,
        what.label(),
        server,
        round == 0 ? "warm-up" : round,
        cpu,
        database,
        result.perSecond(),
        result.percentile(0.5),
        result.percentile(0.99),
        result.refused(),
        result.failed(),
        result.firstFailure());
  }

  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("kind", what.kind)
            .add("row", what.row)
            .add("load", what.load)
            .add("history", what.history)
            .add("server", server)
            .add("round", round)
            .add("requests", requests())
            .add("cpu_us", rounded(cpu))
            .add("per_second", rounded(result.perSecond()))
            .add("p50_ms", rounded(result.percentile(0.5)))
            .add("p99_ms", rounded(result.percentile(0.99)))
            .add("refused", result.refused())
            .add("failed", result.failed());
    databaseCpu.ifPresent(time -> json.add("database_cpu_us", rounded(time)));
    return json.build();
  }

  static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
  }
}
