package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that hang up within a request, or send what is not HTTP. None of it is our failure. */
@Timeout(120)
class BrokenRequestsTest {
  private static final String LENGTH =
      "POST /length HTTP/1.1\r\nHost: a\r\nContent-Length: 60\r\n\r\n";

  /** More than all buffers between two programs of one machine. */
  private static final int MUCH = 16 * 1024 * 1024;

  private static final String CHUNKED =
      "POST /length HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

  /** Loggers are kept, because the log manager holds them weakly. */
  private final List<Logger> loggers =
      List.of(Logger.getLogger("switchboard"), Logger.getLogger("io.helidon"));

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
            records.add(record);
          }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private TestListener listener;

  @BeforeEach
  void open() {
    loggers.forEach(logger -> logger.addHandler(recorder));
    listener =
        TestListener.open(
            ConnectionTimeouts.DEFAULT,
            routes -> {
              routes.post(
                  "/length",
                  new OpenGuard(),
                  request -> Response.of("text/plain", "length " + request.body().length));
              routes.get(
                  "/much", new OpenGuard(), request -> Response.of("text/plain", "x".repeat(MUCH)));
            });
  }

  @AfterEach
  void close() {
    listener.close();
    loggers.forEach(logger -> logger.removeHandler(recorder));
  }

  /** All that is answered to a client that sends nothing more. */
  private String answers(String bytes) throws IOException {
    try (Socket socket = listener.connect()) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private void assertNothingIsOurFailure() {
    assertThat(listener.metrics().text()).doesNotContain("http_response_status_code=\"5");
    assertThat(records).noneMatch(record -> record.getThrown() != null);
    assertThat(records).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LENGTH,
        LENGTH + "half",
        CHUNKED,
        CHUNKED + "5",
        CHUNKED + "5\r\nhe",
        CHUNKED + "5\r\nhello\r\n",
        CHUNKED + "5\r\nhello\r\n0\r\n"
      })
  void a_client_that_hangs_up_within_a_body_is_counted_as_499(String start) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(answers(start)).isEmpty();
    }
    Eventually.isTrue("all are counted", () -> listener.metrics().text().contains(series("20")));
    assertNothingIsOurFailure();
  }

  private static String series(String count) {
    return "http_server_request_duration_seconds_count{http_request_method=\"POST\","
        + "http_route=\"/length\",http_response_status_code=\"499\"} "
        + count;
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /len", "POST /length HTTP/1.1\r\nHo", "POST /length HTTP/1.1\r\n"})
  void a_client_that_hangs_up_before_the_body_is_no_failure(String start) throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(answers(start)).isEmpty();
    }
    assertNothingIsOurFailure();
  }

  @Test
  void a_client_that_resets_the_connection_within_the_response_is_no_failure() throws Exception {
    for (int i = 0; i < 5; i++) {
      try (Socket socket = listener.connect()) {
        socket
            .getOutputStream()
            .write("GET /much HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
        socket.setSoLinger(true, 0);
      }
    }
    Eventually.isTrue("all have ended", () -> listener.listener().connections() == 0);
    assertNothingIsOurFailure();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\rx\r\nhello\r\n0\r\n\r\n",
        "\r5\r\nhello\r\n0\r\n\r\n",
        "5\nhello\r\n0\r\n\r\n",
        "5\r\nhello\r\n0\r\nx\ry\r\n\r\n",
        "5\r\nhello\r\n0\r\n\rx\r\n"
      })
  void a_lone_carriage_return_or_line_feed_in_a_chunked_body_is_refused(String chunks)
      throws Exception {
    assertThat(answers(CHUNKED + chunks))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"request_invalid\"");
    assertNothingIsOurFailure();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /length HTTP/1.1\rX\r\n", "GET /le\rngth HTTP/1.1\r\n"})
  void a_lone_carriage_return_in_the_head_is_refused(String start) throws Exception {
    assertThat(answers(start + "Host: a\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"request_invalid\"");
    assertNothingIsOurFailure();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BREW",
        "get",
        "M-SEARCH",
        "CONNECT",
        "TRACE",
        "PRI",
        "G\u0001T",
        "G\u00e9T",
        "(GET)",
        "",
        "OPTIONS",
        "VERYLONGMETHODVERYLONGMETHODVERYLONGMETHODVERYLONGMETHOD"
      })
  void an_odd_method_is_refused(String method) throws Exception {
    assertThat(answers(method + " /length HTTP/1.1\r\nHost: a\r\n\r\n")).startsWith("HTTP/1.1 4");
    assertNothingIsOurFailure();
  }

  @Test
  void an_odd_method_has_no_label_of_its_own() throws Exception {
    answers("BREW /length HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(listener.metrics().text()).contains("\"_OTHER\"").doesNotContain("BREW");
  }
}
