package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.proxy.ServerCertificates;
import app.pizoo.switchboard.mock.testing.TestBoxServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that send unread data or keep the box waiting. */
@Timeout(300)
class BoxConnectionsTest {
  private static final int CLIENT_MILLIS = 180_000;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final ConnectionTimeouts LONG_TIMEOUTS =
      new ConnectionTimeouts(LONG, LONG, LONG, LONG);

  /** More than all buffers between two programs of one machine. */
  private static final byte[] MUCH = new byte[32 * 1024 * 1024];

  private static final String ANOTHER = "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private Optional<BoxServer> server = Optional.empty();

  @AfterEach
  void close() {
    server.ifPresent(BoxServer::close);
  }

  private Socket connect(ConnectionTimeouts timeouts) throws IOException {
    BoxRoutes routes = new BoxRoutes();
    routes.open(
        "GET", "/hello", _ -> BoxResponse.bytes(200, "text/plain", "hi".getBytes(US_ASCII)));
    routes.open("GET", "/much", _ -> BoxResponse.bytes(200, "text/plain", MUCH));
    routes.open("GET", "/stream", _ -> BoxResponse.stream("text/plain", out -> out.write(MUCH)));
    BoxServer started =
        new BoxServer(
            0,
            TestBoxServer.content(routes, new Faults()),
            new ServerCertificates(Optional.empty()),
            false,
            timeouts);
    started.start();
    server = Optional.of(started);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), started.address().getPort());
    socket.setSoTimeout(CLIENT_MILLIS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String untilClosed(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    } catch (SocketException reset) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hello HTTP/1.1\r\nHost: evil.example", "/hello HTTP/1.1\r\nHost: a b"})
  void the_unread_rest_of_a_rejected_body_is_not_the_next_request(String head) throws Exception {
    try (Socket socket = connect(LONG_TIMEOUTS)) {
      send(
          socket,
          "POST %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(head, ANOTHER.length(), ANOTHER));
      assertThat(untilClosed(socket)).containsOnlyOnce("HTTP/1.1 ").doesNotContain("\r\n\r\nhi");
    }
  }

  @Test
  void a_connection_closes_after_the_response_if_requested() throws Exception {
    try (Socket socket = connect(LONG_TIMEOUTS)) {
      send(socket, ANOTHER.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n") + ANOTHER);
      assertThat(untilClosed(socket)).containsOnlyOnce("HTTP/1.1 200").endsWith("hi");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET /he", "POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"})
  void a_client_that_stalls_within_a_request_is_disconnected(String start) throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(SHORT, LONG, LONG, LONG))) {
      send(socket, start);
      assertThat(untilClosed(socket)).doesNotContain("200");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONN",
        "CONNECT api.twilio.com:443 HTTP/1.1\r\nHost: x\r\n",
        "CONNECT api.twilio.com:443 HTTP/1.1\r\n\r\n",
      })
  void a_client_that_stalls_before_its_tunnel_is_encrypted_is_disconnected(String start)
      throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(SHORT, LONG, LONG, LONG))) {
      send(socket, start);
      assertThat(untilClosed(socket).replace("HTTP/1.1 200 Connection established\r\n\r\n", ""))
          .isEmpty();
    }
  }

  @Test
  void a_head_of_a_tunnel_that_arrives_too_slowly_is_refused() throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(LONG, SHORT, LONG, LONG))) {
      send(socket, "CONNECT api.twilio.com:443 HTTP/1.1\r\n");
      Eventually.isTrue("the box hangs up", () -> isHungUp(socket));
    }
  }

  @Test
  void a_client_that_sends_a_body_too_slowly_is_disconnected() throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(LONG, SHORT, LONG, LONG))) {
      send(socket, "POST /hello HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
      Eventually.isTrue("the box hangs up", () -> isHungUp(socket));
    }
  }

  @Test
  void a_body_of_chunks_beyond_the_bound_is_refused_and_ends_the_connection() throws Exception {
    try (Socket socket = connect(LONG_TIMEOUTS)) {
      send(
          socket,
          "POST /hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "7fffffff\r\n"
              + ANOTHER);
      assertThat(untilClosed(socket)).startsWith("HTTP/1.1 413").containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(GET) /hello HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /hello HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\rx\r\n",
      })
  void what_is_not_http_is_refused(String request) throws Exception {
    try (Socket socket = connect(LONG_TIMEOUTS)) {
      send(socket, request);
      assertThat(untilClosed(socket)).startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void an_idle_connection_is_closed() throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(LONG, LONG, LONG, SHORT))) {
      send(socket, ANOTHER);
      assertThat(untilClosed(socket)).endsWith("hi");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/much", "/stream"})
  void a_client_that_does_not_read_the_response_is_disconnected(String path) throws Exception {
    try (Socket socket = connect(new ConnectionTimeouts(LONG, LONG, SHORT, LONG))) {
      send(socket, ANOTHER.replace("/hello", path));
      // Nothing is read here, so only a byte that cannot be sent shows that the box hung up.
      Eventually.isTrue("the box hangs up", () -> isHungUp(socket));
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
}
