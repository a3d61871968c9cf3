package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on loopback. */
class JsonClientTest {
  /** Longer than any test waits for a response that arrives. */
  private static final Duration AMPLE = Duration.ofSeconds(30);

  private static final int MAX_BYTES = 100;

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private volatile int status = 200;
  private volatile String body = "{\"allow\":true}";
  private volatile boolean endless;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext("/", this::respond);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          String.join(
              " ",
              exchange.getRequestMethod(),
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Content-Type"),
              exchange.getRequestHeaders().getFirst("X-Signature"),
              new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      exchange.getResponseHeaders().set("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, 0);
      exchange.getResponseBody().write(body.getBytes(UTF_8));
      exchange.getResponseBody().flush();
      if (endless) {
        over.await(AMPLE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private JsonClient.Result post(Duration timeout) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/may");
    return new JsonClient(address, timeout, MAX_BYTES)
        .post("application/json", "{\"caller\":\"alice\"}", Map.of("X-Signature", "abc"));
  }

  @Test
  void a_response_is_read_as_json() throws Exception {
    JsonClient.Result result = post(AMPLE);

    assertThat(result.status()).isEqualTo(200);
    assertThat(result.body().map(json -> json.getBoolean("allow"))).contains(true);
    assertThat(requests).containsExactly("POST /may application/json abc {\"caller\":\"alice\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 302, 307, 404, 500})
  void another_status_has_no_body_and_redirects_are_not_followed(int other) throws Exception {
    status = other;

    assertThat(post(AMPLE)).isEqualTo(new JsonClient.Result(other, Optional.empty()));
    assertThat(requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "[true]", "{\"allow\":true", "{\"a\":1,\"a\":2}"})
  void a_body_that_is_not_a_json_object_is_a_failure(String broken) {
    body = broken;

    assertThatThrownBy(() -> post(AMPLE))
        .isInstanceOf(IOException.class)
        .hasMessage("the response is not a JSON object");
  }

  @Test
  void a_body_may_have_the_maximum_size_but_not_a_byte_more() throws Exception {
    body = "{" + " ".repeat(MAX_BYTES - 2) + "}";
    assertThat(post(AMPLE).body()).isPresent();

    body = "{" + " ".repeat(MAX_BYTES - 1) + "}";
    assertThatThrownBy(() -> post(AMPLE)).isInstanceOf(IOException.class);
  }

  @Test
  void a_body_that_never_ends_is_a_failure_after_the_timeout() {
    endless = true;

    assertTimeoutPreemptively(
        AMPLE,
        () ->
            assertThatThrownBy(() -> post(Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessage("no complete response"));
  }

  @Test
  void an_unreachable_service_is_a_failure() {
    server.stop(0);

    assertThatThrownBy(() -> post(AMPLE)).isInstanceOf(IOException.class);
  }
}
