package app.pizoo.switchboard.server.permissions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.CapturedLog;
import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.SocketServer;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators learn about questions to the app's backend. */
class BackendPolicyTest {
  private final MetricsRegistry metrics = new MetricsRegistry();
  private final CountDownLatch never = new CountDownLatch(1);
  private HttpServer server;
  private CapturedLog log;

  @BeforeEach
  void start() throws Exception {
    log = CapturedLog.of("switchboard.permissions");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
  }

  @AfterEach
  void stop() {
    never.countDown();
    server.stop(0);
    log.close();
  }

  private void answers(int status, String body) {
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  private URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/may");
  }

  private BackendPolicy policy(URI address) {
    return new BackendPolicy(address, "", Clock.systemUTC(), PolicyMetrics.in(metrics));
  }

  private List<String> linesAbout(URI address) {
    return log.lines().stream().filter(line -> line.contains(address.toString())).toList();
  }

  private void assertCounted(String outcome, int times) {
    assertThat(metrics.text())
        .contains("switchboard_policy_questions_total{outcome=\"" + outcome + "\"} " + times + "\n")
        .contains("switchboard_policy_question_seconds_count " + times + "\n");
  }

  @ParameterizedTest
  @CsvSource({"true, allowed", "false, denied"})
  void clear_answers_are_counted_and_not_logged(boolean allow, String outcome) {
    answers(200, "{\"allow\":" + allow + "}");
    assertThat(policy(address()).allows("a.b", "alice", "bob")).isEqualTo(allow);
    assertCounted(outcome, 1);
    assertThat(linesAbout(address())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{}', status, responded with status 401",
    "302, '{}', status, responded with status 302",
    "200, '{\"allow\":1}', malformed, gave no answer",
    "200, 'yes', malformed, is no JSON object",
  })
  void other_answers_are_counted_and_logged_once(
      int status, String body, String outcome, String line) {
    answers(status, body);
    BackendPolicy policy = policy(address());
    assertThat(policy.allows("a.b", "alice", "bob")).isFalse();
    assertThat(policy.allows("a.b", "alice", "carol")).isFalse();
    assertCounted(outcome, 2);
    assertThat(linesAbout(address()))
        .singleElement()
        .asString()
        .startsWith("WARNING the policy at " + address())
        .contains(line)
        .doesNotContain("alice", "bob");
  }

  @Test
  void silence_is_counted_and_logged() {
    server.createContext(
        "/",
        exchange -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    server.start();
    assertThat(policy(address()).allows("a.b", "alice", "bob")).isFalse();
    assertCounted("timeout", 1);
    assertThat(linesAbout(address())).singleElement().asString().contains("in time");
  }

  @Test
  void a_closed_port_is_counted_and_logged() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI gone = URI.create("http://127.0.0.1:" + port + "/may");
    assertThat(policy(gone).allows("a.b", "alice", "bob")).isFalse();
    assertCounted("unreachable", 1);
    assertThat(linesAbout(gone)).singleElement().asString().contains("cannot be reached");
  }

  /** PrivateAuthorityIT asks an address with such a certificate. */
  @Test
  void a_failed_handshake_differs_from_a_broken_connection() {
    SSLException handshake = new SSLException("unsupported message");
    assertThat(PolicyFailure.of(new IOException(new ExecutionException(handshake))))
        .isEqualTo(PolicyFailure.TLS);
    assertThat(PolicyFailure.of(new IOException("reset"))).isEqualTo(PolicyFailure.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
      })
  void connections_with_broken_responses_are_closed(String answer) throws Exception {
    try (SocketServer broken = new SocketServer()) {
      broken.answer(answer);
      BackendPolicy policy = policy(broken.address());
      for (int i = 0; i < 3; i++) {
        assertThat(policy.allows("alice", "call", "user " + i)).isFalse();
      }
      Eventually.isTrue("every connection is closed", () -> broken.open() == 0);
    }
  }
}
