package app.pizoo.switchboard.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.spi.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.0, and targets with scheme and host (RFC 9112). */
@Timeout(120)
class OldRequestsTest {
  private TestListener listener;

  @BeforeEach
  void open() {
    listener =
        TestListener.open(
            ConnectionTimeouts.DEFAULT,
            routes -> {
              routes.get(
                  "/url", new OpenGuard(), request -> Response.of("text/plain", request.url()));
              routes.post(
                  "/length",
                  new OpenGuard(),
                  request -> Response.of("text/plain", "length " + request.body().length));
            });
  }

  @AfterEach
  void close() {
    listener.close();
  }

  /** All that is answered until the server closes the connection; the client never does. */
  private String untilClosed(String bytes) throws IOException {
    try (Socket socket = listener.connect()) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private String own() {
    return "127.0.0.1:" + listener.listener().port();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: close\r\n", "Connection: TE, x\r\n"})
  void http_1_0_is_answered_and_its_connection_is_closed(String field) throws Exception {
    assertThat(untilClosed("GET /url HTTP/1.0\r\n" + field + "\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Connection: close\r\n", "Content-Length: ")
        .doesNotContain("Transfer-Encoding")
        .endsWith("\r\n\r\nhttp://" + own() + "/url");
  }

  @Test
  void http_1_0_with_a_host_is_asked_for_that_host() throws Exception {
    assertThat(untilClosed("GET /url?a=b HTTP/1.0\r\nHost: a.example:81\r\n\r\n"))
        .endsWith("\r\n\r\nhttp://a.example:81/url?a=b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "Keep-Alive", "TE, Keep-Alive"})
  void http_1_0_may_ask_to_keep_its_connection(String option) throws Exception {
    String request = "GET /url HTTP/1.0\r\nConnection: " + option + "\r\n\r\n";
    try (Socket socket = listener.connect()) {
      InputStream in = socket.getInputStream();
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("/url")) {
          answer.append((char) in.read());
        }
        assertThat(answer).startsWith("HTTP/1.1 200").contains("Connection: keep-alive\r\n");
      }
    }
    assertThat(untilClosed(request + "GET /url HTTP/1.0\r\n\r\n"))
        .containsSubsequence("keep-alive", "/url", "Connection: close", "/url");
  }

  @Test
  void a_body_of_http_1_0_has_a_length_and_needs_no_invitation() throws Exception {
    String head = "POST /length HTTP/1.0\r\n";
    assertThat(untilClosed(head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\nhello"))
        .startsWith("HTTP/1.1 200")
        .endsWith("length 5");
    String chunks = "5\r\nhello\r\n0\r\n\r\n";
    assertThat(untilClosed(head + "Transfer-Encoding: chunked\r\n\r\n" + chunks))
        .startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @CsvSource({
    "http://b.example/url, http://b.example/url",
    "HTTP://b.example:82/url?x=/y, http://b.example:82/url?x=/y",
    "https://[::1]:83/url?, http://[::1]:83/url",
    "/url?u=http://c.example/, http://a.example/url?u=http://c.example/",
  })
  void the_host_of_a_target_takes_the_place_of_the_field(String target, String url)
      throws Exception {
    for (String version : new String[] {"1.1", "1.0"}) {
      assertThat(
              untilClosed(
                  "GET %s HTTP/%s\r\nHost: a.example\r\nConnection: close\r\n\r\n"
                      .formatted(target, version)))
          .startsWith("HTTP/1.1 200")
          .endsWith("\r\n\r\n" + url);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /url HTTP/1.1\r\n",
        "GET http://a/url HTTP/1.1\r\n",
        "GET /url HTTP/1.1\r\nHost:\r\n",
        "GET /url HTTP/1.1\r\nHost: a\r\nHost: a\r\n",
        "GET /url HTTP/1.0\r\nHost: a\r\nHost: b\r\n",
        "GET /url HTTP/1.1\r\nHost: a/b\r\n",
        "GET /url HTTP/1.1\r\nHost: a:b\r\n",
        "GET /url HTTP/1.1\r\nHost: me@a\r\n",
        "GET /url HTTP/1.1\r\nHost: [::1\r\n",
        "GET http:///url HTTP/1.1\r\nHost: a\r\n",
        "GET http://me@a/url HTTP/1.1\r\nHost: a\r\n",
        "GET http://a:b/url HTTP/1.1\r\nHost: a\r\n",
        "GET /url HTTP/0.9\r\nHost: a\r\n",
        "GET /url HTTP/1.2\r\nHost: a\r\n",
        "GET /url\r\nHost: a\r\n",
      })
  void a_request_without_exactly_one_valid_host_is_refused(String head) throws Exception {
    assertThat(untilClosed(head + "\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"request_invalid\"");
  }

  /** Only the first line of a request is one. */
  @Test
  void fields_and_bodies_that_look_like_a_request_line_are_not_read_as_one() throws Exception {
    String line = "GET http://evil.example/url HTTP/1.0";
    assertThat(
            untilClosed(
                "GET /url HTTP/1.1\r\nHost: a.example\r\nConnection: "
                    + line
                    + "\r\n\r\nPOST /length HTTP/1.1\r\nHost: a\r\nContent-Length: "
                    + (line.length() + 2)
                    + "\r\n\r\n"
                    + line
                    + "\r\nGET /url HTTP/1.1\r\nHost: b.example\r\nConnection: close\r\n\r\n"))
        .containsSubsequence("http://a.example/url", "length 38", "http://b.example/url")
        .doesNotContain("evil");
  }

  @Test
  void another_scheme_leads_nowhere() throws Exception {
    assertThat(untilClosed("GET ftp://a/url HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 4");
  }
}
