package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cost of storing a webhook: signed status callbacks at a constant 500 per second, whether or
 * not the server keeps up, once of messages and once of something that is not stored. Measures the
 * CPU time of the assembled product, which is a separate process.
 */
public final class WebhookBenchmark {
  private static final int RATE = 500;
  private static final int WARM_UP_SECONDS = 20;
  private static final int SECONDS = 10;
  private static final int ROUNDS = 5;

  private final RunningServer server;
  private final EvenLoad load;
  private int message;

  private WebhookBenchmark(RunningServer server, int port, String authToken) throws IOException {
    this.server = server;
    load = new EvenLoad(port, authToken);
  }

  /** Runs on both databases, or on those named by the arguments. */
  public static void main(String[] arguments) throws Exception {
    for (TestDatabase database : TestDatabase.values()) {
      if (arguments.length == 0 || List.of(arguments).contains(database.name())) {
        run(database);
      }
    }
    System.exit(0);
  }

  private static void run(TestDatabase database) throws Exception {
    Path folder = Files.createTempDirectory("webhook-benchmark");
    int port = FreePort.find();
    Installation product =
        Installation.in(folder.resolve("product"))
            .forProduction()
            .with("SWITCHBOARD_HTTP_PORT", Integer.toString(port))
            .with("SWITCHBOARD_PUBLIC_URL", "http://127.0.0.1:" + port);
    database.newUrl().ifPresent(url -> product.with("SWITCHBOARD_DATABASE_URL", url));
    try (RunningServer server = product.start("serve")) {
      new WebhookBenchmark(server, port, "0".repeat(32)).compare(database.name());
    }
  }

  private void compare(String name) throws Exception {
    measure(false, WARM_UP_SECONDS);
    measure(true, WARM_UP_SECONDS);
    List<Measured> without = new ArrayList<>();
    List<Measured> with = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      without.add(measure(false, SECONDS));
      with.add(measure(true, SECONDS));
      System.out.printf("%s: not stored %s | stored %s%n", name, without.getLast(), with.getLast());
    }
    Measured bare = Measured.median(without);
    Measured kept = Measured.median(with);
    System.out.printf(
        "%s, medians: not stored %s | stored %s | CPU ratio %.2f%n",
        name, bare, kept, kept.microseconds() / bare.microseconds());
  }

  /**
   * The cost of requests.
   *
   * @param microseconds CPU time of the server per request, without the compiler's
   * @param p50 the median latency in milliseconds, from the time when a request was due
   * @param p99 the 99th percentile of the latency
   * @param failed how many responses were not 204
   */
  private record Measured(double microseconds, double p50, double p99, int failed) {
    static Measured median(List<Measured> all) {
      return new Measured(
          median(all.stream().mapToDouble(Measured::microseconds).toArray()),
          median(all.stream().mapToDouble(Measured::p50).toArray()),
          median(all.stream().mapToDouble(Measured::p99).toArray()),
          all.stream().mapToInt(Measured::failed).sum());
    }

    private static double median(double[] values) {
      Arrays.sort(values);
      return values[values.length / 2];
    }

    @Override
    public String toString() {
      String text = "%.0f us CPU, p50 %.1f ms, p99 %.1f ms".formatted(microseconds, p50, p99);
      return failed == 0 ? text : text + ", " + failed + " failed";
    }
  }

  private Measured measure(boolean kept, int seconds) throws Exception {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < RATE * seconds; i++) {
      // No message's SID begins with XX: such a form is verified and parsed, but nothing is stored.
      requests.add(load.request((kept ? "SM" : "XX") + "%032x".formatted(message++)));
    }
    long before = Usage.ticks(server.process().pid());
    EvenLoad.Result result = load.run(requests, RATE);
    long[] nanos = result.nanos();
    double cpu = (Usage.ticks(server.process().pid()) - before) * Usage.TICK;
    return new Measured(
        cpu / requests.size(),
        nanos[nanos.length / 2] / 1e6,
        nanos[nanos.length * 99 / 100] / 1e6,
        result.failed());
  }
}
