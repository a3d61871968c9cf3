package app.pizoo.switchboard.server.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpListenerTest {
  private final SamplePlugin plugin = new SamplePlugin();
  private final EmbeddedServer server = EmbeddedServer.development().plugin(plugin).start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    plugin.released.countDown();
    server.close();
  }

  @Test
  void a_request_is_answered_with_an_id_and_must_not_be_cached() throws Exception {
    HttpResponse<String> answer = post("/sample/echo", "{\"text\":\"hi\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).getString("text")).isEqualTo("hi");
    assertThat(json(answer).getString("url")).isEqualTo(server.api() + "/sample/echo");
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"text\":1}",
        "{\"text\":\"longer than ten\"}",
        "{\"a\":1,\"a\":2}"
      })
  void a_bad_body_is_one_problem_with_its_field(String body) throws Exception {
    HttpResponse<String> answer = post("/sample/echo", body);
    assertProblem(answer, 400, "request_invalid");
    assertThat(json(answer).getString("field")).isIn("body", "text");
  }

  static Stream<Arguments> unknown() {
    return Stream.of(
        Arguments.of("GET", "/", 404, "not_found"),
        Arguments.of("GET", "/sample", 404, "not_found"),
        Arguments.of("GET", "/sample/echo/", 404, "not_found"),
        Arguments.of("GET", "//sample/echo", 404, "not_found"),
        Arguments.of("GET", "/sample/echo", 405, "method_not_allowed"),
        Arguments.of("PUT", "/sample/echo", 405, "method_not_allowed"),
        Arguments.of("PROPFIND", "/sample/echo", 405, "method_not_allowed"),
        Arguments.of("POST", "/sample/things/7", 405, "method_not_allowed"));
  }

  @ParameterizedTest
  @MethodSource("unknown")
  void an_unknown_route_is_a_problem(String method, String path, int status, String code)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + path))
            .method(method, BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertProblem(answer, status, code);
    if (status == 405) {
      assertThat(answer.headers().firstValue("Allow").orElseThrow()).doesNotContain(method);
    }
  }

  @Test
  void a_route_answers_head_without_body() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + "/openapi.yaml"))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(Integer.parseInt(answer.headers().firstValue("Content-Length").orElseThrow()))
        .isPositive();
  }

  @Test
  void failures_of_one_reason_write_one_line() throws Exception {
    try (LogLines log = LogLines.of("switchboard.http")) {
      for (int i = 0; i < 3; i++) {
        assertProblem(get("/sample/unreached", Map.of()), 503, "provider_unavailable");
      }
      assertThat(log.lines()).hasSize(1);
      assertThat(log.lines().getFirst())
          .startsWith("provider_unavailable for NoRouteToHostException: request ");
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, 404", "DELETE, 404", "BREW, 404"})
  void the_access_log_of_an_unknown_path_holds_neither_its_text_nor_an_unknown_method(
      String method, int status) throws Exception {
    String shown = method.equals("BREW") ? "_OTHER" : method;
    try (LogLines log = LogLines.of("switchboard.access")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.api() + "/nowhere?secret=1"))
              .method(method, BodyPublishers.noBody())
              .build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(status);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(shown + " no-route " + status + " ");
    }
  }

  @Test
  void a_failing_handler_does_not_leak_its_failure() throws Exception {
    HttpResponse<String> answer = get("/sample/broken", Map.of());
    assertProblem(answer, 500, "internal");
    assertThat(answer.body()).doesNotContain("4711", "IllegalState");
  }

  @Test
  void bodies_beyond_the_bound_are_refused_also_without_their_length() throws Exception {
    String big = "{\"text\":\"" + "x".repeat(70_000) + "\"}";
    assertProblem(post("/sample/echo", big), 413, "body_too_large");
    HttpRequest chunked =
        HttpRequest.newBuilder(URI.create(server.api() + "/sample/echo"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(big)))
            .build();
    assertProblem(client.send(chunked, BodyHandlers.ofString()), 413, "body_too_large");
    String endless = "x".repeat(300_000);
    HttpRequest more =
        HttpRequest.newBuilder(URI.create(server.api() + "/sample/echo"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(endless))
            .build();
    assertProblem(client.send(more, BodyHandlers.ofString()), 413, "body_too_large");
  }

  @Test
  void a_body_of_another_type_is_refused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + "/sample/echo"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"text\":\"hi\"}"))
            .build();
    assertProblem(client.send(request, BodyHandlers.ofString()), 415, "media_type_unsupported");
  }

  static Stream<Arguments> nonsense() {
    return Stream.of(
        Arguments.of("GET\r\n\r\n", 400, "request_invalid"),
        Arguments.of("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "request_invalid"),
        Arguments.of("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_invalid"),
        Arguments.of("GET / HTTP/7.0\r\nHost: a\r\n\r\n", 400, "request_invalid"),
        Arguments.of("GET / HTTP/1.1\r\nHost: a\r\nbad header\r\n\r\n", 400, "request_invalid"),
        Arguments.of(
            "POST /sample/echo HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
            400,
            "request_invalid"),
        Arguments.of(
            "GET / HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(40_000) + "\r\n\r\n",
            431,
            "headers_too_large"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void malformed_http_gets_the_same_error_form(String bytes, int status, String code)
      throws Exception {
    String answer = raw(bytes);
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("application/problem+json", "\"code\":\"" + code + "\"");
  }

  @Test
  void pages_of_listed_origins_may_call_and_others_not() throws Exception {
    Map<String, String> mine = Map.of("Origin", "http://localhost:5173");
    HttpResponse<String> answer = get("/sample/me", mine);
    assertProblem(answer, 401, "token_missing");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .contains("http://localhost:5173");
    HttpResponse<String> other = get("/sample/me", Map.of("Origin", "https://evil.example"));
    assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    HttpRequest preflight =
        HttpRequest.newBuilder(URI.create(server.api() + "/sample/echo"))
            .header("Origin", "http://localhost:5173")
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody())
            .build();
    HttpResponse<String> allowed = client.send(preflight, BodyHandlers.ofString());
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(allowed.headers().firstValue("Access-Control-Allow-Methods")).contains("POST");
  }

  @Test
  void too_many_anonymous_requests_from_one_address_are_turned_away() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
    HttpRequest slow = HttpRequest.newBuilder(URI.create(server.api() + "/sample/slow")).build();
    for (int i = 0; i < 40; i++) {
      waiting.add(client.sendAsync(slow, BodyHandlers.ofString()));
    }
    List<HttpResponse<String>> refused = new ArrayList<>();
    while (refused.size() < 8) {
      CompletableFuture<?>[] all = waiting.toArray(CompletableFuture[]::new);
      CompletableFuture.anyOf(all).join();
      waiting.removeIf(one -> {
        if (one.isDone()) {
          refused.add(one.join());
        }
        return one.isDone();
      });
    }
    assertThat(refused).hasSize(8).allSatisfy(one -> assertProblem(one, 429, "rate_limited"));
    plugin.released.countDown();
    assertThat(waiting).allSatisfy(one -> assertThat(one.join().body()).isEqualTo("done"));
  }

  @Test
  void requests_in_flight_finish_when_the_server_stops() throws Exception {
    HttpRequest slow = HttpRequest.newBuilder(URI.create(server.api() + "/sample/slow")).build();
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(slow, BodyHandlers.ofString());
    plugin.entered.await();
    SamplePlugin none = new SamplePlugin();
    assertThat(none.entered.getCount()).isEqualTo(1);
    CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
    plugin.released.countDown();
    assertThat(answer.get().body()).isEqualTo("done");
    closing.get();
  }

  @Test
  void health_and_metrics_are_on_their_own_port() throws Exception {
    get("/sample/greet", Map.of());
    assertThat(operations("/health/live").statusCode()).isEqualTo(200);
    assertThat(operations("/health/ready").body()).contains("UP");
    assertThat(operations("/metrics").body())
        .contains(
            "http_server_request_duration_seconds_count{http_request_method=\"GET\",http_route=\"/sample/greet\"");
    assertProblem(get("/metrics", Map.of()), 404, "not_found");
  }

  @Test
  void the_openapi_document_is_put_together_from_the_plugins() throws Exception {
    assertThat(get("/openapi.yaml", Map.of()).body())
        .contains("/sample/me:", "summary: Who I am", "Problem:");
  }

  private HttpResponse<String> operations(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.operations() + path)).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, Map<String, String> headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.api() + path));
    headers.forEach(request::header);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.api() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String raw(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.api().getPort())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = json(answer);
    assertThat(problem.getString("code")).isEqualTo(code);
    assertThat(problem.getInt("status")).isEqualTo(status);
    assertThat(problem.getBoolean("ok")).isFalse();
    boolean later = status == 429 || status == 503;
    assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(later);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonFields.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .object();
  }
}
