package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BooleanSupplier;

/** The listener for operators: health and metrics, on a port that is not for the internet. */
public final class OperationsListener implements AutoCloseable {
  private final MetricsRegistry metrics;
  private final BooleanSupplier ready;
  private final HttpListener server;

  /**
   * Opens the listener.
   *
   * @param ready whether requests of users should be sent here
   */
  public OperationsListener(
      ListenerOptions options, MetricsRegistry metrics, BooleanSupplier ready) {
    this.metrics = metrics;
    this.ready = ready;
    this.server = Listeners.start(options, this::handle);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    response.header("Cache-Control", "no-store");
    switch (request.path().path()) {
      case "/health/live" -> status(response, true);
      case "/health/ready" -> status(response, ready.getAsBoolean());
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

  private static void status(ServerResponse response, boolean up) {
    response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503);
    response.header("Content-Type", "application/json");
    response.send(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
  }

  @Override
  public void close() {
    server.close();
  }
}
