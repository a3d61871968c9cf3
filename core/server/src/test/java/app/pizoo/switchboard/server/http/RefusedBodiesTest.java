package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class RefusedBodiesTest {
  private static final int CLIENT_MILLIS = 30_000;
  private static final long MUCH = 64L * 1024 * 1024;
  private static final String ANOTHER =
      "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
  private static final String CHUNKED =
      "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private record Closed() implements Guard {
    @Override
    public String name() {
      return "closed";
    }

    @Override
    public Admission admit(Request request) {
      throw Problem.of(ProblemCode.TOKEN_MISSING, "nobody may");
    }
  }

  private ApiListener listener;

  @BeforeEach
  void open() {
    RouteTable routes = new RouteTable();
    routes
        .of("test")
        .post(
            "/length",
            new OpenGuard(),
            request -> Response.of("text/plain", "length " + request.body().length));
    routes.of("test").post("/closed", new Closed(), request -> Response.of("text/plain", "in"));
    listener =
        ApiPipeline.open(
            new ListenerOptions(
                "test",
                "127.0.0.1",
                0,
                Optional.empty(),
                100,
                Duration.ofSeconds(1),
                ConnectionTimeouts.DEFAULT),
            new ApiPipeline.Trust(Optional.empty(), List.of(), Optional.empty()),
            routes,
            new MetricsRegistry());
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(CLIENT_MILLIS);
    return socket;
  }

  /** All that is answered until the server hangs up. */
  private String answers(String bytes) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static void assertOneAnswer(String answers, int status, String code) {
    assertThat(answers)
        .startsWith("HTTP/1.1 " + status)
        .contains("\"code\":\"" + code + "\"")
        .containsOnlyOnce("HTTP/1.1 ");
  }

  @Test
  void the_unread_rest_of_a_body_is_not_the_next_request() throws Exception {
    String answers =
        answers(
            "POST /closed HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
                    .formatted(ANOTHER.length())
                + ANOTHER);
    assertOneAnswer(answers, 401, "token_missing");
  }

  @Test
  void a_client_that_waits_for_100_continue_is_not_asked_for_a_body_after_the_response()
      throws Exception {
    String head = ANOTHER.replace("/length", "/closed").replace("hello", "");
    String answers = answers(head.replace("Host", "Expect: 100-continue\r\nHost"));
    assertOneAnswer(answers, 401, "token_missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n\r\n", "-1\r\n", "5;", "0\r\nTrailer: x\r\n\r\n"})
  void chunks_that_are_none_end_the_connection(String chunks) throws Exception {
    assertOneAnswer(answers(CHUNKED + chunks + ANOTHER), 400, "request_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"90000\r\n", "7fffffff\r\n"})
  void chunks_beyond_the_bound_are_refused_before_they_arrive(String announced) throws Exception {
    assertThat(answers(CHUNKED + announced + "x\r\n\r\n"))
        .startsWith("HTTP/1.1 413")
        .contains("\"code\":\"body_too_large\"");
  }

  @Test
  void a_line_that_announces_a_chunk_cannot_go_on_for_ever() throws Exception {
    byte[] more = "a".repeat(64 * 1024).getBytes(US_ASCII);
    long sent = 0;
    try (Socket socket = connect()) {
      OutputStream out = socket.getOutputStream();
      out.write((CHUNKED + "5;").getBytes(US_ASCII));
      for (; sent < MUCH; sent += more.length) {
        out.write(more);
      }
    } catch (IOException hungUp) {
      // as it must be
    }
    assertThat(sent).isLessThan(MUCH);
  }

  @Test
  void connection_close_closes_the_connection_after_the_response() throws Exception {
    String answers = answers(ANOTHER.replace("Host", "Connection: close\r\nHost") + ANOTHER);
    assertThat(answers).startsWith("HTTP/1.1 200").endsWith("length 5");
    assertThat(answers).containsOnlyOnce("HTTP/1.1 ");
  }
}
