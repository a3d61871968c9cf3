package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The listener for operators: health and metrics, on a port that is not for the internet. */
public final class OperationsListener implements AutoCloseable {
  private final MetricsRegistry metrics;
  private final Supplier<Health> ready;
  private final Supplier<List<String>> dead;
  private final HttpListener server;

  /**
   * Opens the listener.
   *
   * @param ready whether requests of users should be sent here, and what does not work
   * @param dead the parts that have died, so that only a restart helps
   */
  public OperationsListener(
      ListenerOptions options,
      MetricsRegistry metrics,
      Supplier<Health> ready,
      Supplier<List<String>> dead) {
    this.metrics = metrics;
    this.ready = ready;
    this.dead = dead;
    this.server = Listeners.start(options, this::handle);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    response.header("Cache-Control", "no-store");
    switch (request.path().path()) {
      case "/health/live" -> status(response, new Health(true, Map.of()), dead.get());
      case "/health/ready" -> status(response, ready.get(), dead.get());
      case "/metrics" -> {
        response.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        response.send(metrics.text());
      }
      default -> {
        response.status(Status.NOT_FOUND_404);
        response.header("Content-Type", "text/plain; charset=utf-8");
        response.send("here are /health/live, /health/ready and /metrics\n");
      }
    }
  }

  private static void status(ServerResponse response, Health health, List<String> dead) {
    boolean up = health.ready() && dead.isEmpty();
    response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    response.header("Content-Type", "application/json");
    response.send(health.json(dead));
  }

  /** Whether it still accepts connections. */
  public boolean isAlive() {
    return server.isAlive();
  }

  @Override
  public void close() {
    server.close();
  }
}
