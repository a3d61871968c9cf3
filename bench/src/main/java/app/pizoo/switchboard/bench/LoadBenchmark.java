package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.bench.Measurement.What;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Sends the same loads to all servers in turns. */
final class LoadBenchmark {
  private static final int RATE_SECONDS = 10;

  /** The requests that meet a history, and their callers; there are at least twice as many keys. */
  private static final int HISTORY_REQUESTS = 3_200;

  private static final int HISTORY_CALLERS = 16;
  private static final int MIN_KEYS = 32;
  private static final int CHUNK = 20_000;

  private static final int SLICES = 10;
  private static final double MAX_GROWTH = 1.1;

  private final Options options;
  private final UpstreamStub upstream;
  private final List<BenchmarkedServer> servers;
  private final List<BenchmarkedServer> products;
  private final Report report;
  private int next = 1;

  LoadBenchmark(
      Options options, UpstreamStub upstream, List<BenchmarkedServer> servers, Report report) {
    this.options = options;
    this.upstream = upstream;
    this.servers = servers;
    products = servers.stream().filter(BenchmarkedServer::isProduct).toList();
    this.report = report;
  }

  /** Numbers or keys that nothing else uses, from the returned one. */
  private int reserve(int count) {
    next += count;
    return next - count;
  }

  /** A warm-up and rounds, in which no two requests have the same key. */
  void rounds(Row row) throws Exception {
    int requests = options.scaled(row.requests(), row.callers());
    Load load = new Load.Closed(row.callers());
    What what = new What("rounds", row.label(), load.toString(), 0);
    for (int round = 0; round <= options.rounds(); round++) {
      for (BenchmarkedServer server : servers) {
        report.add(measure(what, row, server, round, load, requests));
      }
    }
  }

  /** Latency of status callbacks at a constant rate. */
  void rate() throws Exception {
    int requests = options.scaled(options.rate() * RATE_SECONDS, 1);
    Load load = new Load.ConstantRate(options.rate());
    What what = new What("rate", Row.STATUS.label(), load.toString(), 0);
    for (int round = 0; round <= options.rounds(); round++) {
      for (BenchmarkedServer server : servers) {
        report.add(measure(what, Row.STATUS, server, round, load, requests));
      }
    }
  }

  private Measurement measure(
      What what, Row row, BenchmarkedServer server, int round, Load load, int requests)
      throws Exception {
    int keys = reserve(requests);
    return measure(
        what,
        row,
        server,
        round,
        load,
        row.prepare(server.port(), keys, keys, requests, 0, requests));
  }

  private static Measurement measure(
      What what, Row row, BenchmarkedServer server, int round, Load load, List<byte[]> requests)
      throws IOException, InterruptedException {
    double cpu = server.cpu();
    OptionalDouble database = server.databaseCpu();
    LoadResult result = load.run(server.port(), requests, row.status());
    double used = server.cpu() - cpu;
    OptionalDouble usedByDatabase =
        database.isPresent()
            ? OptionalDouble.of(
                (server.databaseCpu().getAsDouble() - database.getAsDouble()) / requests.size())
            : OptionalDouble.empty();
    return new Measurement(
        what, server.name(), round, used / requests.size(), usedByDatabase, result);
  }

  /**
   * The same number of requests for keys with more and more history. The history comes from earlier
   * requests of the same kind, so that all tables and counters are as the product leaves them.
   */
  void history(Row row) throws Exception {
    Load load = new Load.Closed(HISTORY_CALLERS);
    int requests = options.scaled(HISTORY_REQUESTS, MIN_KEYS) / MIN_KEYS * MIN_KEYS;
    for (int level : options.history()) {
      What what = new What("history", row.label(), load.toString(), level);
      // Each key is used several times, but its history must not grow by more than a tenth.
      int keys = Math.max(MIN_KEYS, requests / Math.clamp(level / 10, 1, 100));
      Map<BenchmarkedServer, Integer> firstKeys = new HashMap<>();
      for (BenchmarkedServer server : products) {
        firstKeys.put(server, reserve(keys));
        fill(row.filling(), server, firstKeys.get(server), keys, level);
      }
      // A check needs the code of the latest start, so that each key waits for its turn.
      int wave = row == Row.CHECK ? MIN_KEYS : requests;
      Map<BenchmarkedServer, List<Measurement>> waves = new HashMap<>();
      for (int from = 0; from < requests; from += wave) {
        for (BenchmarkedServer server : products) {
          List<byte[]> prepared =
              row.prepare(server.port(), reserve(wave), firstKeys.get(server), keys, from, wave);
          waves
              .computeIfAbsent(server, none -> new ArrayList<>())
              .add(measure(what, row, server, 1, load, prepared));
        }
      }
      products.forEach(server -> report.add(Measurement.join(waves.get(server))));
    }
  }

  private void fill(Row row, BenchmarkedServer server, int firstKey, int keys, int rows)
      throws InterruptedException {
    upstream.respondAtOnce(true);
    int all = keys * rows;
    long began = System.nanoTime();
    for (int done = 0; done < all; ) {
      int count = Math.min(CHUNK, all - done);
      LoadResult result =
          new Load.Closed(HISTORY_CALLERS)
              .run(
                  server.port(),
                  row.prepare(server.port(), reserve(count), firstKey, keys, done % keys, count),
                  row.status());
      done += count;
      Report.progress(
          "filling %s for %s: %d of %d requests, %.0f/s, refused %d failed %d %s"
              .formatted(
                  server.name(),
                  row.label(),
                  done,
                  all,
                  done * 1e9 / (System.nanoTime() - began),
                  result.refused(),
                  result.failed(),
                  result.firstFailure()));
    }
    upstream.respondAtOnce(false);
  }

  /** The same load ten times, for the same keys; false if the last slice costs over 10 % more. */
  boolean growth(Row row) throws Exception {
    int requests = options.scaled(row.requests(), row.callers());
    Load load = new Load.Closed(row.callers());
    What what = new What("growth", row.label(), load.toString(), 0);
    Map<BenchmarkedServer, Integer> firstKeys = new HashMap<>();
    Map<BenchmarkedServer, Measurement> first = new HashMap<>();
    Map<BenchmarkedServer, Measurement> last = new HashMap<>();
    for (int slice = 0; slice <= SLICES; slice++) {
      for (BenchmarkedServer server : products) {
        int firstKey = firstKeys.computeIfAbsent(server, none -> reserve(requests));
        List<byte[]> prepared =
            row.prepare(server.port(), reserve(requests), firstKey, requests, 0, requests);
        Measurement measured = measure(what, row, server, slice, load, prepared);
        report.add(measured);
        if (slice == 1) {
          first.put(server, measured);
        }
        last.put(server, measured);
      }
    }
    boolean flat = true;
    for (BenchmarkedServer server : products) {
      double ratio = last.get(server).allCpu() / first.get(server).allCpu();
      report.addFact("growth of " + row.label(), server.name(), ratio, "x");
      flat &= ratio <= MAX_GROWTH;
    }
    return flat;
  }
}
