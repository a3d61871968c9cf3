package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Content;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamed responses, their ranges and their entity tags, over real sockets. */
@Timeout(300)
class RangesTest {
  private static final String TEXT = "0123456789";

  @TempDir Path folder;

  private final CountDownLatch contentClosed = new CountDownLatch(1);
  private final CountDownLatch admissionClosed = new CountDownLatch(1);
  private TestListener server;

  private final class Watching implements Guard {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public Admission admit(Request request) {
      return new Admission(Caller.anonymous(), admissionClosed::countDown);
    }
  }

  /** Never ends by itself. */
  private final class Endless implements Content {
    @Override
    public long length() {
      return Long.MAX_VALUE;
    }

    @Override
    public InputStream open(long offset) {
      return new InputStream() {
        @Override
        public int read() {
          return 'x';
        }

        @Override
        public void close() {
          contentClosed.countDown();
        }
      };
    }
  }

  @BeforeEach
  void open() throws Exception {
    Files.writeString(folder.resolve("digits"), TEXT);
    Files.writeString(folder.resolve("empty"), "");
    server = TestListener.open(ConnectionTimeouts.DEFAULT, this::register);
  }

  private void register(Routes routes) {
    OpenGuard open = new OpenGuard();
    routes.get(
        "/files/{name}",
        open,
        request -> Response.file("text/plain", folder.resolve(request.pathParameter("name"))));
    routes.get(
        "/tagged", open, r -> Response.of("text/plain", TEXT).withHeader("ETag", "W/\"one\""));
    routes.get("/endless", new Watching(), r -> Response.stream("audio/mpeg", new Endless()));
  }

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.uri(path)).method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-1, 01, bytes 0-1/10",
    "bytes=0-, 0123456789, bytes 0-9/10",
    "bytes=7-, 789, bytes 7-9/10",
    "bytes=-3, 789, bytes 7-9/10",
    "bytes=-99, 0123456789, bytes 0-9/10",
    "bytes=8-99, 89, bytes 8-9/10",
    "bytes=9-9, 9, bytes 9-9/10",
  })
  void a_range_of_a_file_is_sent_alone(String range, String body, String contentRange)
      throws Exception {
    HttpResponse<String> answer = send("GET", "/files/digits", "Range", range);
    assertThat(answer.statusCode()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(header(answer, "Content-Range")).isEqualTo(contentRange);
    assertThat(header(answer, "Content-Length")).isEqualTo("" + body.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bytes=0-1,4-5", "bytes=-", "bytes=5-2", "bytes=x-", "lines=0-1", "bytes 0-1"})
  void a_range_that_is_not_one_gets_the_whole_file(String range) throws Exception {
    HttpResponse<String> answer = send("GET", "/files/digits", "Range", range);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(TEXT);
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
  }

  @ParameterizedTest
  @CsvSource({"digits, bytes=10-, 10", "digits, bytes=-0, 10", "empty, bytes=0-1, 0"})
  void a_range_beyond_the_end_is_not_satisfiable(String file, String range, int length)
      throws Exception {
    HttpResponse<String> answer = send("GET", "/files/" + file, "Range", range);
    assertThat(answer.statusCode()).isEqualTo(416);
    assertThat(answer.body()).contains("\"code\":\"range_not_satisfiable\"");
    assertThat(header(answer, "Content-Range")).isEqualTo("bytes */" + length);
  }

  @Test
  void head_has_the_length_of_the_file_and_ignores_ranges() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/files/digits", "Range", "bytes=0-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Length")).isEqualTo("10");
    assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void a_file_that_the_client_has_is_not_sent_again_until_it_changes() throws Exception {
    String tag = header(send("GET", "/files/digits"), "ETag");
    assertThat(tag).startsWith("\"");
    for (String known : new String[] {tag, "\"x\", W/" + tag, "*"}) {
      HttpResponse<String> answer = send("GET", "/files/digits", "If-None-Match", known);
      assertThat(answer.statusCode()).isEqualTo(304);
      assertThat(header(answer, "ETag")).isEqualTo(tag);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(send("HEAD", "/files/digits", "If-None-Match", tag).statusCode()).isEqualTo(304);

    Files.writeString(folder.resolve("digits"), TEXT + TEXT);
    assertThat(send("GET", "/files/digits", "If-None-Match", tag).body()).isEqualTo(TEXT + TEXT);
    assertThat(send("GET", "/files/digits", "Range", "bytes=0-1", "If-Range", tag).statusCode())
        .isEqualTo(200);
    String now = header(send("GET", "/files/digits"), "ETag");
    assertThat(send("GET", "/files/digits", "Range", "bytes=0-1", "If-Range", now).statusCode())
        .isEqualTo(206);
  }

  @Test
  void a_weak_tag_spares_a_response_too() throws Exception {
    assertThat(send("GET", "/tagged", "If-None-Match", "\"one\"").statusCode()).isEqualTo(304);
    assertThat(send("GET", "/tagged", "If-None-Match", "\"two\"").body()).isEqualTo(TEXT);
  }

  @Test
  void an_empty_and_a_missing_file_are_answered() throws Exception {
    assertThat(send("GET", "/files/empty").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/files/missing").statusCode()).isEqualTo(404);
  }

  @Test
  void a_client_that_goes_away_frees_content_and_guard() throws Exception {
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write("GET /endless HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
      assertThat(new String(socket.getInputStream().readNBytes(12), US_ASCII))
          .isEqualTo("HTTP/1.1 200");
      assertThat(admissionClosed.getCount()).as("held while it streams").isEqualTo(1);
    }
    assertThat(contentClosed.await(3, TimeUnit.MINUTES)).isTrue();
    assertThat(admissionClosed.await(3, TimeUnit.MINUTES)).isTrue();
  }
}
