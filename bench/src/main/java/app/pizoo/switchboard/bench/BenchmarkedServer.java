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
import java.util.Optional;
import java.util.OptionalDouble;

/** A server in a process of its own: the assembled product, or a reference. */
final class BenchmarkedServer implements AutoCloseable {
  static final String PUBLIC_URL = "https://calls.example.com";
  static final HeaderName SIGNATURE = HeaderNames.create("X-Twilio-Signature");

  private final String name;
  private final int port;
  private final Process process;
  private final boolean isProduct;
  private final Optional<Long> postmaster;

  private BenchmarkedServer(
      String name, int port, Process process, boolean isProduct, Optional<Long> postmaster) {
    this.name = name.toLowerCase(Locale.ROOT);
    this.port = port;
    this.process = process;
    this.isProduct = isProduct;
    this.postmaster = postmaster;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
  }

  /** Starts the product with limits that report, so that none refuses the load. */
  static BenchmarkedServer product(TestDatabase database, URI upstream, Path folder)
      throws Exception {
    Installation product = install(folder, upstream);
    Optional<String> url = database.newUrl();
    url.ifPresent(address -> product.with("SWITCHBOARD_DATABASE_URL", address));
    RunningServer server = product.start("serve");
    Optional<Long> postmaster = url.isPresent() ? CpuTime.postmaster(url.get()) : Optional.empty();
    return new BenchmarkedServer(
        database.name(), server.api().getPort(), server.process(), true, postmaster);
  }

  static Installation install(Path folder, URI upstream) {
    return Installation.in(folder.resolve("product"))
        .forProduction()
        .with("SWITCHBOARD_LIMITS", "report")
        .with("SWITCHBOARD_TRUSTED_PROXIES", "127.0.0.1")
        .with("SWITCHBOARD_TWILIO_BASE_URL", upstream.toString())
        .with("SWITCHBOARD_PUBLIC_URL", PUBLIC_URL);
  }

  /** Starts a reference on the Java that runs this program. */
  static BenchmarkedServer reference(ReferenceServer.Work work, URI upstream, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReferenceServer.class.getName(),
                work.name(),
                upstream.toString(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int port =
        Integer.parseInt(
            new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine());
    return new BenchmarkedServer(work.name(), port, process, false, Optional.empty());
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  /** Whether it is the product. */
  boolean isProduct() {
    return isProduct;
  }

  /** CPU time of its process so far, in microseconds, see {@link CpuTime#ofJava}. */
  double cpu() throws IOException {
    return CpuTime.ofJava(process.pid());
  }

  /** CPU time of its PostgreSQL server so far, in microseconds, if it has a visible one. */
  OptionalDouble databaseCpu() {
    return postmaster.isPresent()
        ? OptionalDouble.of(CpuTime.ofPostgres(postmaster.get()))
        : OptionalDouble.empty();
  }

  /** Resident memory in megabytes. */
  double residentMegabytes() throws IOException {
    return residentMegabytes(process.pid());
  }

  /** Resident memory of a process in megabytes (proc_pid_status(5), VmRSS). */
  static double residentMegabytes(long process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
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
