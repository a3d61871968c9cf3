package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class SlowSendersTest {
  /** Everything that waits this long has failed. */
  private static final int CLIENT_MILLIS = 180_000;

  /** More than all buffers between two programs of one machine. */
  private static final int MUCH = 32 * 1024 * 1024;

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(300);

  /** Short, but long enough for the handshake of a client in good faith on a busy machine. */
  private static final Duration BRIEF = Duration.ofSeconds(3);

  private static final String REQUEST =
      "POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello";

  private static SelfSigned certificate;

  private Optional<ApiListener> listener = Optional.empty();

  @BeforeAll
  static void certify(@TempDir Path folder) throws Exception {
    certificate = SelfSigned.in(folder);
  }

  @AfterEach
  void close() {
    listener.ifPresent(ApiListener::close);
  }

  private Socket connect(boolean secure, ConnectionTimeouts timeouts) throws Exception {
    Optional<ListenerOptions.Tls> tls =
        secure ? Optional.of(certificate.files()) : Optional.empty();
    ListenerOptions options =
        new ListenerOptions("test", "127.0.0.1", 0, tls, 100, Duration.ofSeconds(1), timeouts);
    RouteTable routes = new RouteTable();
    routes
        .of("test")
        .post(
            "/length",
            new OpenGuard(),
            request -> Response.of("text/plain", "length " + request.body().length));
    routes
        .of("test")
        .get("/much", new OpenGuard(), request -> Response.of("text/plain", "x".repeat(MUCH)));
    ApiListener opened =
        ApiPipeline.open(
            options,
            new ApiPipeline.Trust(Optional.empty(), List.of(), Optional.empty()),
            routes,
            new MetricsRegistry());
    listener = Optional.of(opened);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    Socket socket =
        secure
            ? certificate.trusting().getSocketFactory().createSocket(loopback, opened.port())
            : new Socket(loopback, opened.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(CLIENT_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  /** Sends byte after byte until the server has said something and hung up; returns what. */
  private static String drip(Socket socket) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    socket.setSoTimeout(20);
    long end = System.nanoTime() + Duration.ofMillis(CLIENT_MILLIS).toNanos();
    boolean open = true;
    while (open) {
      assertThat(System.nanoTime() - end).as("the server hangs up").isNegative();
      try {
        if (heard.size() == 0) {
          send(socket, "y");
        }
        int one = socket.getInputStream().read();
        open = one >= 0;
        if (open) {
          heard.write(one);
        }
      } catch (SocketTimeoutException e) {
        // nothing heard yet: the next byte
      } catch (SocketException e) {
        // a byte was sent to a server that had hung up
        open = false;
      }
    }
    return heard.toString(US_ASCII);
  }

  private static String untilClosed(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private static void assertTimedOut(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 408")
        .contains("\"code\":\"request_timeout\"")
        .containsIgnoringCase("connection: close");
  }

  @ParameterizedTest
  @CsvSource({
    "false,'GET /le'",
    "false,'POST /length HTTP/1.1\r\nHost: localhost\r\nX: '",
    "false,'POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16000\r\n\r\n'",
    "true,'POST /length HTTP/1.1\r\nHost: localhost\r\nX: '",
    "true,'POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16000\r\n\r\n'"
  })
  void a_client_that_drips_bytes_gets_408_and_is_disconnected(boolean secure, String start)
      throws Exception {
    try (Socket socket = connect(secure, new ConnectionTimeouts(LONG, SHORT, LONG, LONG))) {
      send(socket, start);
      assertTimedOut(drip(socket));
    }
  }

  @Test
  void the_clock_runs_also_for_the_second_request_of_a_connection() throws Exception {
    try (Socket socket = connect(false, new ConnectionTimeouts(LONG, SHORT, LONG, LONG))) {
      send(socket, REQUEST);
      readAnswer(socket);
      send(socket, "POST /length HTTP/1.1\r\nHost: localhost\r\nX: ");
      assertTimedOut(drip(socket));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "false,'POST /length HTTP/1.1\r\nHost: local'",
    "true,'POST /length HTTP/1.1\r\nHost: local'",
    "false,'POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nhello'",
    "true,'POST /length HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nhello'"
  })
  @Execution(ExecutionMode.CONCURRENT)
  void a_client_that_stalls_within_a_request_is_disconnected(boolean secure, String start)
      throws Exception {
    try (Socket socket = connect(secure, new ConnectionTimeouts(BRIEF, LONG, LONG, LONG))) {
      send(socket, start);
      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @Test
  void a_client_that_drips_the_tls_handshake_is_disconnected() throws Exception {
    try (Socket secure = connect(true, new ConnectionTimeouts(SHORT, LONG, LONG, LONG));
        Socket raw = new Socket(secure.getInetAddress(), secure.getPort())) {
      // A record of 512 bytes is announced (RFC 8446, section 5.1) and comes byte by byte.
      send(raw, "\u0016\u0003\u0001\u0002\u0000");
      // At most an alert (21) is heard, never the server's part of the handshake (22).
      assertThat(drip(raw)).doesNotStartWith("\u0016");
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void a_client_that_stalls_during_the_handshake_is_disconnected() throws Exception {
    try (Socket secure = connect(true, new ConnectionTimeouts(BRIEF, LONG, LONG, LONG));
        Socket raw = new Socket(secure.getInetAddress(), secure.getPort())) {
      raw.setSoTimeout(CLIENT_MILLIS);
      SSLEngine client = certificate.trusting().createSSLEngine();
      client.setUseClientMode(true);
      ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
      client.wrap(ByteBuffer.allocate(0), hello);
      raw.getOutputStream().write(hello.array(), 0, hello.position());
      // The server's part of the handshake arrives, and nothing more after the timeout.
      assertThat(untilClosed(raw)).startsWith("\u0016");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_connection_without_a_request_is_closed(boolean secure) throws Exception {
    try (Socket socket = connect(secure, new ConnectionTimeouts(LONG, LONG, LONG, SHORT))) {
      send(socket, REQUEST);
      readAnswer(socket);
      assertThat(untilClosed(socket)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_does_not_read_the_response_is_disconnected(boolean secure) throws Exception {
    try (Socket socket = connect(secure, new ConnectionTimeouts(LONG, LONG, SHORT, LONG))) {
      send(socket, "GET /much HTTP/1.1\r\nHost: localhost\r\n\r\n");
      // Nothing is read here, so only a byte that cannot be sent shows that the server hung up.
      Eventually.isTrue("the server hangs up", () -> isHungUp(socket));
    }
  }

  private static boolean isHungUp(Socket socket) {
    try {
      send(socket, "y");
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void a_client_that_reads_a_long_response_gets_all_of_it() throws Exception {
    try (Socket socket = connect(false, new ConnectionTimeouts(LONG, LONG, LONG, LONG))) {
      send(socket, "GET /much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      assertThat(socket.getInputStream().readAllBytes()).hasSizeGreaterThan(MUCH);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_client_that_sends_complete_requests_may_stay_longer(boolean secure) throws Exception {
    try (Socket socket = connect(secure, new ConnectionTimeouts(LONG, BRIEF, LONG, LONG))) {
      long end = System.nanoTime() + BRIEF.plus(SHORT).toNanos();
      do {
        send(socket, REQUEST);
        assertThat(readAnswer(socket)).startsWith("HTTP/1.1 200").endsWith("length 5");
      } while (System.nanoTime() < end);
    }
  }

  private static String readAnswer(Socket socket) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf("length 5") < 0) {
      int one = socket.getInputStream().read();
      assertThat(one).as("the connection stays open").isNotNegative();
      heard.append((char) one);
    }
    return heard.toString();
  }
}
