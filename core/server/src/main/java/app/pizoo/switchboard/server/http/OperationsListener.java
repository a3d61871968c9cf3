package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The listener for operators: health and metrics, on a port that is not for the internet. */
public final class OperationsListener implements AutoCloseable {
  private static final JsonProvider JSON = JsonProvider.provider();

  private final MetricsRegistry metrics;
  private final BooleanSupplier ready;
  private final Supplier<List<String>> dead;
  private final HttpListener server;

  /**
   * Opens the listener.
   *
   * @param ready whether requests of users should be sent here
   * @param dead the parts that have died, so that only a restart helps
   */
  public OperationsListener(
      ListenerOptions options,
      MetricsRegistry metrics,
      BooleanSupplier ready,
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
      case "/health/live" -> status(response, true, dead.get());
      case "/health/ready" -> status(response, ready.getAsBoolean(), dead.get());
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

  private static void status(ServerResponse response, boolean fit, List<String> dead) {
    boolean up = fit && dead.isEmpty();
    response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    response.header("Content-Type", "application/json");
    JsonObjectBuilder json = JSON.createObjectBuilder().add("status", up ? "UP" : "DOWN");
    if (!dead.isEmpty()) {
      json.add("dead", JSON.createArrayBuilder(dead));
    }
    response.send(json.build().toString());
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
