package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recipes of {@code docs/box.md}: programs in {@code src/test/programs}, started in a shell
 * with the lines of {@code box --env}, reach the box instead of Twilio.
 */
class UnchangedProgramsIT {
  private static final File PROGRAMS = new File("src/test/programs");
  private static final boolean REQUIRED =
      "true".equals(System.getenv("SWITCHBOARD_TESTS_REQUIRED"));

  @TempDir static Path folder;
  private static Installation product;
  private static RunningBox box;
  private static String lines;

  @BeforeAll
  static void start() throws Exception {
    product = Installation.in(folder.resolve("product"));
    box = RunningBox.start(product);
    String port = String.valueOf(address().getPort());
    Installation.Result printed = product.with("SWITCHBOARD_BOX_PORT", port).run("box", "--env");
    assertThat(printed.exit()).as(printed.all()).isZero();
    lines = printed.out();
  }

  @AfterAll
  static void stop() throws Exception {
    box.close();
  }

  private static URI address() {
    return URI.create(String.valueOf(box.settings().get("SWITCHBOARD_TWILIO_BASE_URL")));
  }

  private record Ended(int exit, String out) {}

  /** Runs a command in a shell that read the lines; what it needs must be there. */
  private static Ended run(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("sh", "-c", "eval \"$0\"; exec \"$@\"", lines));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(PROGRAMS).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.matches("(?i).*_proxy|PYTHONPATH"));
    builder.environment().putAll(box.settings());
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    return new Ended(process.exitValue(), out);
  }

  private static void needs(String what, String... probe) throws Exception {
    boolean found;
    try {
      found = run(probe).exit() == 0;
    } catch (IOException notThere) {
      found = false;
    }
    assumeTrue(found || REQUIRED, what + " is missing");
  }

  private static void reachesTheBox(String language, String... command) throws Exception {
    Ended program = run(command);
    assertThat(program.exit()).as(program.out()).isZero();
    List<String> sids =
        program.out().lines().filter(line -> line.matches("[A-Z]{2}\\p{XDigit}{32}")).toList();
    assertThat(sids).as(program.out()).hasSize(2);
    assertThat(sids.get(0)).startsWith("SM");
    assertThat(sids.get(1)).isEqualTo(box.settings().get("TWILIO_VERIFY_SERVICE_SID"));
    assertThat(box.inbox("+14155550123"))
        .anyMatch(message -> message.getString("body").equals("Hi from " + language));
    assertThat(box.requests().stream().limit(2).map(request -> request.getString("host")))
        .containsExactly("verify.twilio.com", "api.twilio.com");
  }

  @Test
  void node() throws Exception {
    needs("node with the package twilio", "node", "-e", "require.resolve('twilio')");
    reachesTheBox("Node", "node", "send.mjs");
  }

  @Test
  void java() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    String libraries = System.getProperty("java.class.path");
    reachesTheBox("Java", java.toString(), "-cp", libraries, "Send.java");
  }

  @Test
  void python() throws Exception {
    // Debian's own, beside which a machine may have others.
    needs("python3-twilio", "/usr/bin/python3", "-c", "import twilio");
    reachesTheBox("Python", "/usr/bin/python3", "send.py");
  }

  @Test
  void ruby() throws Exception {
    needs("ruby-faraday", "ruby", "-e", "require 'faraday'");
    reachesTheBox("Ruby", "ruby", "send.rb");
  }

  @Test
  void php() throws Exception {
    needs("php-cli with php-curl", "php", "-r", "exit(function_exists('curl_init') ? 0 : 1);");
    reachesTheBox("PHP", "php", "send.php");
  }

  @Test
  void curl() throws Exception {
    needs("curl", "curl", "--version");
    reachesTheBox("curl", "sh", "send.sh");
  }

  @Test
  void a_host_that_is_not_twilios_is_refused_with_a_sentence() throws Exception {
    needs("curl", "curl", "--version");
    Ended program = run("curl", "--silent", "--include", "https://example.com/");
    assertThat(program.exit()).isNotZero();
    assertThat(program.out()).contains("403 Forbidden");
  }

  @Test
  void only_its_owner_reads_the_key_and_it_is_never_printed() throws Exception {
    Path own = product.data().resolve("dev/box");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.resolve("ca.key"))))
        .isEqualTo("rw-------");
    assertThat(lines).doesNotContain("PRIVATE").contains(own.resolve("ca.pem").toString());
  }

  @Test
  void programs_cannot_be_prepared_for_a_port_that_nobody_knows() throws Exception {
    Installation.Result printed =
        Installation.in(folder.resolve("other"))
            .with("SWITCHBOARD_BOX_PORT", "0")
            .run("box", "--env");
    assertThat(printed.exit()).isEqualTo(2);
    assertThat(printed.all()).contains("SWITCHBOARD_BOX_PORT");
  }
}
