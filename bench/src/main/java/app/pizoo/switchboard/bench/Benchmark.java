package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.fixtures.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Compares the product with references, one row for each kind of request. */
public final class Benchmark {
  private final UpstreamStub upstream = new UpstreamStub();
  private final List<BenchmarkedServer> servers = new ArrayList<>();
  private int next = 1;

  enum Row {
    TOKEN(64, 20_000, 200),
    INCOMING(64, 10_000, 200),
    STATUS(64, 20_000, 204),
    START(100, 5_000, 200),
    CHECK(64, 5_000, 200),
    START_500(500, 10_000, 200);

    private final int callers;
    private final int requests;
    private final int status;

    Row(int callers, int requests, int status) {
      this.callers = callers;
      this.requests = requests;
      this.status = status;
    }
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.getInteger("bench.rounds", 3);
    String rows = System.getProperty("bench.rows", ".*");
    String sides = System.getProperty("bench.servers", ".*");
    Benchmark benchmark = new Benchmark();
    for (TestDatabase database : TestDatabase.values()) {
      if (database.name().toLowerCase(Locale.ROOT).matches(sides)) {
        benchmark.servers.add(BenchmarkedServer.product(database, benchmark.upstream.address()));
      }
    }
    for (ReferenceServer.Work work : ReferenceServer.Work.values()) {
      if (work.name().toLowerCase(Locale.ROOT).matches(sides)) {
        benchmark.servers.add(BenchmarkedServer.reference(work, benchmark.upstream.address()));
      }
    }
    for (Row row : Row.values()) {
      if (row.name().toLowerCase(Locale.ROOT).matches(rows)) {
        benchmark.run(row, rounds);
      }
    }
    for (BenchmarkedServer server : benchmark.servers) {
      System.out.printf("%-14s resident %.0f MB%n", server.name(), server.residentMegabytes());
      server.close();
    }
    System.exit(0);
  }

  private void run(Row row, int rounds) throws Exception {
    for (int round = 0; round <= rounds; round++) {
      for (BenchmarkedServer server : servers) {
        List<byte[]> requests = requests(row, server);
        double before = server.cpuMicroseconds();
        ClosedLoad.Result result =
            new ClosedLoad(server.port(), row.callers).run(requests, row.status);
        double cpu = (server.cpuMicroseconds() - before) / requests.size();
        System.out.printf(
            "%-10s %-13s %s %6.0f us  %6.0f/s  p50 %6.1f ms  p99 %6.1f ms  failed %d %s%n",
            row,
            server.name(),
            round == 0 ? "warm-up" : "round " + round,
            cpu,
            result.perSecond(),
            result.percentile(0.5),
            result.percentile(0.99),
            result.failed(),
            result.firstFailure());
      }
    }
  }

  private List<byte[]> requests(Row row, BenchmarkedServer server) throws Exception {
    int first = next;
    next += row.requests;
    return switch (row) {
      case TOKEN -> {
        Callers callers = new Callers(server.port());
        yield Requests.list(0, row.requests, i -> callers.next());
      }
      case INCOMING ->
          Requests.list(
              first, row.requests, i -> Requests.incoming(BenchmarkedServer.PUBLIC_URL, i));
      case STATUS ->
          Requests.list(first, row.requests, i -> Requests.status(BenchmarkedServer.PUBLIC_URL, i));
      case START, START_500 -> Requests.list(first, row.requests, Requests::start);
      case CHECK -> {
        List<byte[]> starts = Requests.list(first, row.requests, Requests::start);
        String[] bodies = new ClosedLoad(server.port(), 100).run(starts, 200).bodies();
        yield Requests.list(first, row.requests, i -> Requests.check(i, handle(bodies[i - first])));
      }
    };
  }

  private static String handle(String body) {
    int at = body.indexOf("\"handle\":\"") + 10;
    return at < 10 ? "none" : body.substring(at, body.indexOf('"', at));
  }
}
