package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that read their body while it arrives, over real sockets. */
@Timeout(300)
class StreamedBodiesTest {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final String CHUNKED =
      "PUT /upload HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  private record Needs(boolean needsBody) implements Guard {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Admission admit(Request request) {
      throw Problem.of(ProblemCode.TOKEN_MISSING, "nobody may");
    }
  }

  private TestListener server = open(ConnectionTimeouts.DEFAULT);

  private static TestListener open(ConnectionTimeouts timeouts) {
    return TestListener.open(timeouts, StreamedBodiesTest::register);
  }

  private static void register(Routes routes) {
    OpenGuard open = new OpenGuard();
    routes.add("PUT", "/upload", open, RequestBody.streamed(LIMIT), StreamedBodiesTest::countBytes);
    routes.add("PUT", "/closed", new Needs(false), RequestBody.streamed(LIMIT), r -> none());
    routes.add("PATCH", "/ignored", open, RequestBody.streamed(LIMIT), r -> none());
    routes.add(
        "POST",
        "/larger",
        open,
        RequestBody.buffered(200_000),
        request -> Response.of("text/plain", "" + request.body().length));
    routes.delete("/thing", open, request -> none());
  }

  private static Response none() {
    return Response.of("text/plain", "none");
  }

  private static Response countBytes(Request request) {
    try {
      assertThat(request.body()).isEmpty();
      long count = request.bodyStream().transferTo(OutputStream.nullOutputStream());
      return Response.of("text/plain", "got " + count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.uri(path)).method(method, body).build(),
          BodyHandlers.ofString());
    }
  }

  private static HttpRequest.BodyPublisher unannounced(int length) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[length]));
  }

  private static void assertTooLarge(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("body_too_large", "" + LIMIT);
  }

  @Test
  void a_streamed_body_may_be_far_larger_than_others() throws Exception {
    HttpRequest.BodyPublisher announced = BodyPublishers.ofByteArray(new byte[LIMIT]);
    assertThat(send("PUT", "/upload", announced).body()).isEqualTo("got " + LIMIT);
    assertThat(send("PUT", "/upload", unannounced(LIMIT)).body()).isEqualTo("got " + LIMIT);
    assertThat(send("PUT", "/upload", BodyPublishers.noBody()).body()).isEqualTo("got 0");
  }

  @Test
  void a_streamed_body_beyond_its_limit_is_refused() throws Exception {
    assertTooLarge(send("PUT", "/upload", unannounced(LIMIT + 1)));
    try (Socket socket = server.connect()) {
      send(
          socket, "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 413").contains("body_too_large");
    }
  }

  @Test
  void a_chunk_that_does_not_fit_into_memory_is_refused() throws Exception {
    try (Socket socket = server.connect()) {
      send(socket, CHUNKED + "300000\r\n");
      byte[] some = new byte[64 * 1024];
      String answer = "";
      try {
        for (int sent = 0; sent < 3 * 1024 * 1024; sent += some.length) {
          socket.getOutputStream().write(some);
        }
        answer = readAll(socket);
      } catch (SocketException reset) {
        // The server may close the connection while the client still sends.
      }
      assertThat(answer).doesNotContain("got ");
    }
  }

  @Test
  void a_route_may_accept_a_larger_body_in_memory() throws Exception {
    byte[] body = new byte[200_000];
    assertThat(send("POST", "/larger", BodyPublishers.ofByteArray(body)).body())
        .isEqualTo("200000");
    assertThat(send("POST", "/larger", unannounced(200_001)).statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 60000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n9000"})
  void a_sender_below_the_minimum_rate_is_cut_off(String start) throws Exception {
    server.close();
    server = open(new ConnectionTimeouts(LONG, SHORT, LONG, LONG));
    try (Socket socket = server.connect()) {
      send(socket, "PUT /upload HTTP/1.1\r\nHost: a\r\n" + start);
      assertThat(drip(socket, 1)).startsWith("HTTP/1.1 408").contains("request_timeout");
    }
  }

  @Test
  void a_sender_above_the_minimum_rate_may_take_longer_than_other_requests() throws Exception {
    server.close();
    server = open(new ConnectionTimeouts(LONG, SHORT, LONG, LONG));
    int block = 2000;
    int blocks = 60;
    try (Socket socket = server.connect()) {
      long started = System.nanoTime();
      send(
          socket,
          "PUT /upload HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
              + block * blocks
              + "\r\n\r\n");
      socket.setSoTimeout(20);
      for (int i = 0; i < blocks; i++) {
        assertThat(pause(socket)).as("the server does not answer yet").isTrue();
        send(socket, "y".repeat(block));
      }
      assertThat(System.nanoTime() - started).isGreaterThan(3 * SHORT.toNanos());
      socket.setSoTimeout(30_000);
      assertThat(readAll(socket)).startsWith("HTTP/1.1 200").endsWith("got " + block * blocks);
    }
  }

  @Test
  void a_guard_decides_before_a_streamed_body_is_read() throws Exception {
    try (Socket socket = server.connect()) {
      send(
          socket,
          "PUT /closed HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n");
      assertThat(readAll(socket)).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void the_rest_of_a_body_that_a_handler_ignores_is_not_the_next_request() throws Exception {
    String next = "DELETE /thing HTTP/1.1\r\nHost: a\r\n\r\n";
    try (Socket socket = server.connect()) {
      send(
          socket,
          "PATCH /ignored HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n"
                  .formatted(next.length())
              + next);
      assertThat(readAll(socket))
          .startsWith("HTTP/1.1 200")
          .endsWith("none")
          .containsOnlyOnce("HTTP/1.1 ");
    }
  }

  @Test
  void a_client_that_goes_away_ends_the_request() throws Exception {
    try (Socket socket = server.connect()) {
      send(socket, "PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\nhalf");
    }
    assertThat(send("PUT", "/upload", BodyPublishers.ofString("whole")).body()).isEqualTo("got 5");
  }

  @Test
  void put_patch_and_delete_are_methods_and_the_others_of_a_path_are_named() throws Exception {
    assertThat(send("DELETE", "/thing", BodyPublishers.noBody()).body()).isEqualTo("none");
    assertThat(send("PATCH", "/ignored", BodyPublishers.noBody()).body()).isEqualTo("none");
    HttpResponse<String> refused = send("POST", "/thing", BodyPublishers.noBody());
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).contains("DELETE");
  }

  @Test
  void what_cannot_be_a_route_is_refused_at_registration() {
    Routes routes = new RouteTable().of("test");
    RequestBody streamed = RequestBody.streamed(9);
    assertThatThrownBy(() -> routes.add("PUT", "/x", new Needs(true), streamed, r -> none()))
        .hasMessageContaining("a guard that reads the body cannot protect a streamed route");
    assertThatThrownBy(() -> routes.add("BREW", "/x", new Needs(false), streamed, r -> none()))
        .hasMessageContaining("BREW /x: expected a method of [GET, POST, PUT, PATCH, DELETE]");
    assertThatThrownBy(() -> RequestBody.buffered(RequestBody.MAX_BUFFERED + 1))
        .hasMessageContaining("stream larger ones");
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
    socket.getOutputStream().flush();
  }

  private static String readAll(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  /** Waits for the socket's timeout; returns false if the server answers meanwhile. */
  private static boolean pause(Socket socket) throws IOException {
    try {
      socket.getInputStream().read();
      return false;
    } catch (SocketTimeoutException nothing) {
      return true;
    }
  }

  /** Sends a few bytes at a time until the server has answered and closed the connection. */
  private static String drip(Socket socket, int bytes) throws IOException {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    socket.setSoTimeout(20);
    InputStream in = socket.getInputStream();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    boolean open = true;
    while (open) {
      assertThat(System.nanoTime() - end).as("the server closes the connection").isNegative();
      try {
        if (heard.size() == 0) {
          send(socket, "0".repeat(bytes));
        }
        int one = in.read();
        open = one >= 0;
        if (open) {
          heard.write(one);
        }
      } catch (SocketTimeoutException nothing) {
        // The server has not answered yet: send the next bytes.
      } catch (SocketException closed) {
        open = false;
      }
    }
    return heard.toString(US_ASCII);
  }
}
