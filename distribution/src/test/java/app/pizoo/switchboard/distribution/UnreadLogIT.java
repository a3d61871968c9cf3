package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.testing.Installation;
import java.io.BufferedReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standard error is a pipe that is read until the server is ready, and then by nobody. */
@Timeout(300)
class UnreadLogIT {
  private static final Pattern READY =
      Pattern.compile("ready after .*: API on (\\S+), operations on (\\S+)");

  private static final String DROPPED = "switchboard_log_lines_dropped_total ";

  /** Their lines are more than the pipe and the queue hold. */
  private static final int REQUESTS = 30_000;

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private Process process;
  private BufferedReader log;
  private URI api;
  private URI operations;

  @BeforeEach
  void start() throws Exception {
    Installation product = Installation.in(folder.resolve("product")).forProduction();
    process = product.command("serve").start();
    log = process.errorReader(UTF_8);
    Matcher ready = READY.matcher("");
    while (!ready.find()) {
      ready = READY.matcher(log.readLine());
    }
    api = URI.create(ready.group(1));
    operations = URI.create(ready.group(2));
  }

  @AfterEach
  void end() throws Exception {
    client.close();
    process.destroyForcibly().waitFor();
  }

  /** All on one connection, each sent after the answer to the one before. */
  private void sendRequests() throws Exception {
    byte[] request = "GET /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);
    try (Socket socket = new Socket(api.getHost(), api.getPort())) {
      socket.setSoTimeout(60_000);
      byte[] response = new byte[100_000];
      for (int i = 0; i < REQUESTS; i++) {
        socket.getOutputStream().write(request);
        int length = socket.getInputStream().read(response);
        assertThat(new String(response, 0, length, UTF_8)).as("" + i).startsWith("HTTP/1.1 404 ");
      }
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(operations + path)).build(), BodyHandlers.ofString());
  }

  private long dropped() throws Exception {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(DROPPED))
        .mapToLong(line -> Long.parseLong(line.substring(DROPPED.length())))
        .sum();
  }

  @Test
  void requests_are_answered_and_the_process_ends_while_nobody_reads() throws Exception {
    assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");
    sendRequests();
    assertThat(dropped()).isPositive();
    HttpResponse<String> ready = get("/health/ready");
    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo(
            "{\"status\":\"UP\",\"causes\":{\"log\":\"nobody reads it, lines are dropped\"}}");
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    process.toHandle().destroy();
    assertThat(process.waitFor(35, TimeUnit.SECONDS)).as("ended by SIGTERM").isTrue();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void a_reader_that_is_back_learns_how_many_lines_were_dropped() throws Exception {
    sendRequests();
    long dropped = dropped();
    String report = dropped + " log lines were dropped, because nobody read the log";
    String line = log.readLine();
    int read = 0;
    while (!line.endsWith(report)) {
      line = log.readLine();
      read++;
    }
    assertThat(read + dropped)
        .as("each request has a line or is counted")
        .isGreaterThanOrEqualTo(REQUESTS);
    Eventually.isTrue("no cause", () -> get("/health/ready").body().equals("{\"status\":\"UP\"}"));
    process.toHandle().destroy();
    List<String> rest = log.lines().toList();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(rest).last().asString().endsWith("stopped");
  }
}
