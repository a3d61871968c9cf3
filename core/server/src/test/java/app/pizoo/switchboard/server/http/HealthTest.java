package app.pizoo.switchboard.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthTest {
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final Map<String, String> causes = new ConcurrentHashMap<>();
  private final List<String> dead = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final OperationsListener listener =
      new OperationsListener(
          new ListenerOptions(
              "test",
              "127.0.0.1",
              0,
              Optional.empty(),
              10,
              Duration.ofSeconds(1),
              ConnectionTimeouts.DEFAULT),
          new MetricsRegistry(),
          () -> new Health(ready.get(), causes),
          () -> dead);

  @AfterEach
  void close() {
    client.close();
    listener.close();
  }

  private String health(String which) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + listener.port() + "/health/" + which);
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    return response.statusCode() + " " + response.body();
  }

  @Test
  void a_node_that_is_not_ready_needs_no_restart() throws Exception {
    assertThat(health("live")).isEqualTo("200 {\"status\":\"UP\"}");
    assertThat(health("ready")).isEqualTo("200 {\"status\":\"UP\"}");
    ready.set(false);
    assertThat(health("live")).isEqualTo("200 {\"status\":\"UP\"}");
    assertThat(health("ready")).isEqualTo("503 {\"status\":\"DOWN\"}");
  }

  @Test
  void causes_are_named_whether_or_not_the_node_is_ready() throws Exception {
    causes.put("twilio", "it cannot be reached");
    assertThat(health("live")).isEqualTo("200 {\"status\":\"UP\"}");
    assertThat(health("ready"))
        .isEqualTo("200 {\"status\":\"UP\",\"causes\":{\"twilio\":\"it cannot be reached\"}}");
  }

  @Test
  void a_dead_part_fails_both_probes_and_is_named() throws Exception {
    dead.add("storage writer");
    assertThat(health("live")).isEqualTo("503 {\"status\":\"DOWN\",\"dead\":[\"storage writer\"]}");
    assertThat(health("ready"))
        .isEqualTo("503 {\"status\":\"DOWN\",\"dead\":[\"storage writer\"]}");
  }

  @Test
  void a_listener_is_alive_until_it_closes() {
    assertThat(listener.isAlive()).isTrue();
    listener.close();
    assertThat(listener.isAlive()).isFalse();
  }
}
