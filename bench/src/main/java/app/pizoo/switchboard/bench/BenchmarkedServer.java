package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A server in a process of its own: the assembled product, or a reference. */
final class BenchmarkedServer implements AutoCloseable {
  static final String PUBLIC_URL = "https://calls.example.com";
  static final HeaderName SIGNATURE = HeaderNames.create("X-Twilio-Signature");

  private final String name;
  private final int port;
  private final Process process;

  private BenchmarkedServer(String name, int port, Process process) {
    this.name = name;
    this.port = port;
    this.process = process;
  }

  /** Starts the product with limits that report, so that none refuses the load. */
  static BenchmarkedServer product(TestDatabase database, URI upstream) throws Exception {
    Path folder = Files.createTempDirectory("benchmark");
    Installation product =
        Installation.in(folder.resolve("product"))
            .forProduction()
            .with("SWITCHBOARD_LIMITS", "report")
            .with("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.1")
            .with("SWITCHBOARD_TWILIO_BASE_URL", upstream.toString())
            .with("SWITCHBOARD_PUBLIC_URL", PUBLIC_URL);
    database.newUrl().ifPresent(url -> product.with("SWITCHBOARD_DATABASE_URL", url));
    RunningServer server = product.start("serve");
    return new BenchmarkedServer(
        database.name().toLowerCase(Locale.ROOT), server.api().getPort(), server.process());
  }

  /** Starts a reference on the Java that runs this program. */
  static BenchmarkedServer reference(ReferenceServer.Work work, URI upstream) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReferenceServer.class.getName(),
                work.name(),
                upstream.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int port =
        Integer.parseInt(
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine());
    return new BenchmarkedServer(work.name().toLowerCase(Locale.ROOT), port, process);
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** CPU time so far, in microseconds. */
  double cpuMicroseconds() throws IOException {
    return Usage.ticks(process.pid()) * Usage.TICK;
  }

  /** Resident memory in megabytes (proc_pid_status(5), VmRSS). */
  double residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
        / 1024.0;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }
}
