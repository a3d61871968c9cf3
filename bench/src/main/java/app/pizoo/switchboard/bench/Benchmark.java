package app.pizoo.switchboard.bench;

import app.pizoo.switchboard.fixtures.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Compares the product with references, one row for each kind of request; see the README. */
public final class Benchmark {
  private static final int GREW = 1;
  private static final int WRONG_OPTION = 2;

  private final Options options;
  private final Report report;
  private final Path folder;
  private final UpstreamStub upstream = new UpstreamStub();
  private final List<BenchmarkedServer> servers = new ArrayList<>();

  private Benchmark(Options options, Report report, Path folder) {
    this.options = options;
    this.report = report;
    this.folder = folder;
  }

  public static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains("--help")) {
      System.out.print(Options.USAGE);
      System.exit(0);
    }
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
      System.exit(WRONG_OPTION);
      return;
    }
    Path folder = Files.createTempDirectory("benchmark");
    boolean flat;
    try {
      Report report = new Report(options.output(), String.join(" ", arguments));
      flat = new Benchmark(options, report, folder).run();
      Report.progress("results: " + report.file());
    } finally {
      delete(folder);
    }
    System.exit(flat ? 0 : GREW);
  }

  private boolean run() throws Exception {
    Set<String> measures = options.measures();
    if (measures.contains("start")) {
      new StartTimes(options, upstream.address(), folder.resolve("start"), report).run();
      report.write();
    }
    if (measures.equals(Set.of("start"))) {
      return true;
    }
    startServers();
    try {
      return loads(measures);
    } finally {
      for (BenchmarkedServer server : servers) {
        report.addFact("resident after the loads", server.name(), server.residentMegabytes(), "MB");
        server.close();
      }
      report.write();
    }
  }

  private boolean loads(Set<String> measures) throws Exception {
    LoadBenchmark loads = new LoadBenchmark(options, upstream, servers, report);
    boolean flat = true;
    for (Row row : Row.values()) {
      if (options.measures(row)) {
        if (measures.contains("rounds")) {
          loads.rounds(row);
        }
        if (measures.contains("rate") && row == Row.STATUS) {
          loads.rate();
        }
        if (measures.contains("history") && row.hasHistory()) {
          loads.history(row);
        }
        if (measures.contains("growth") && row.hasHistory()) {
          flat &= loads.growth(row);
        }
        report.write();
      }
    }
    return flat;
  }

  private void startServers() throws Exception {
    for (TestDatabase database : TestDatabase.values()) {
      String name = database.name().toLowerCase(Locale.ROOT);
      if (options.hasServer(name)) {
        Report.progress("starting " + name);
        try {
          servers.add(
              BenchmarkedServer.product(database, upstream.address(), folder.resolve(name)));
        } catch (TestAbortedException noEngine) {
          System.err.println("without " + name + ": " + noEngine.getMessage());
        }
      }
    }
    for (ReferenceServer.Work work : ReferenceServer.Work.values()) {
      String name = work.name().toLowerCase(Locale.ROOT);
      if (options.hasServer(name)) {
        servers.add(BenchmarkedServer.reference(work, upstream.address(), folder.resolve(name)));
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
