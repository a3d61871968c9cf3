package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.testing.Installation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The time from the start of a process until it has answered a request for a voice token, the
 * memory of a process that then does nothing, and the size of the archive. Servers on Node start in
 * turns with the product.
 */
final class StartTimes {
  private static final Path PRODUCT = Path.of("distribution/target");
  private static final Path NODE = Path.of("bench/target/node");
  private static final Duration POLL = Duration.ofMillis(1);
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final Options options;
  private final Report report;
  private final Map<String, Command> commands = new LinkedHashMap<>();

  /** Makes the command of a server for a port. */
  @FunctionalInterface
  private interface Command {
    ProcessBuilder on(int port);
  }

  StartTimes(Options options, URI upstream, Path folder, Report report) {
    this.options = options;
    this.report = report;
    Installation product = BenchmarkedServer.install(folder, upstream);
    commands.put(
        "sqlite",
        port -> product.with("SWITCHBOARD_HTTP_PORT", Integer.toString(port)).command("serve"));
    if (Files.isDirectory(NODE.resolve("node_modules"))) {
      for (String app : List.of("express", "express-twilio")) {
        commands.put(
            app,
            port -> new ProcessBuilder("node", NODE + "/server.cjs", app, Integer.toString(port)));
      }
    } else {
      Report.progress("without servers on Node: there is no " + NODE + "/node_modules");
    }
  }

  void run() throws Exception {
    Map<String, double[]> millis = new LinkedHashMap<>();
    // The first start creates the database and fills the file cache.
    for (int start = 0; start <= options.starts(); start++) {
      for (String name : commands.keySet()) {
        Process process = start(name, start, millis);
        if (start == options.starts()) {
          LockSupport.parkNanos(IDLE.toNanos());
          report.addFact(
              "resident when idle", name, BenchmarkedServer.residentMegabytes(process.pid()), "MB");
        }
        process.destroy();
        process.waitFor();
      }
    }
    millis.forEach((name, all) -> {
      Arrays.sort(all);
      report.addFact("start to first answer, median", name, all[all.length / 2], "ms");
      report.addFact("start to first answer, fastest", name, all[0], "ms");
      report.addFact("start to first answer, slowest", name, all[all.length - 1], "ms");
    });
    for (Path archive : archives()) {
      report.addFact("archive", "product", Files.size(archive) / 1e6, "MB");
    }
  }

  private Process start(String name, int start, Map<String, double[]> millis) throws IOException {
    int port = FreePort.find();
    byte[] request = Requests.token(start);
    ProcessBuilder command =
        commands
            .get(name)
            .on(port)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    long began = System.nanoTime();
    Process process = command.start();
    while (!answers(port, request)) {
      if (!process.isAlive() || System.nanoTime() - began > TIMEOUT.toNanos()) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " gave no answer");
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    double took = (System.nanoTime() - began) / 1e6;
    Report.progress(
        "start %d of %d: %s answered after %.0f ms".formatted(start, options.starts(), name, took));
    if (start > 0) {
      millis.computeIfAbsent(name, none -> new double[options.starts()])[start - 1] = took;
    }
    return process;
  }

  private static boolean answers(int port, byte[] request) {
    try (Connection connection = new Connection(port)) {
      return connection.exchange(request).status() == OK;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(PRODUCT)) {
      return files.filter(file -> file.getFileName().toString().endsWith(".tar.gz")).toList();
    }
  }
}
