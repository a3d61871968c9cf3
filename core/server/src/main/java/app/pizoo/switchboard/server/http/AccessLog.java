package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ClientHungUp;
import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.http.Response;
import java.util.Set;

/**
 * Logs and measures each request. The line has the pattern of the route instead of the path, and no
 * query, so that the log holds nothing personal. Without a route it has {@code no-route}.
 */
final class AccessLog implements Filter {
  private static final System.Logger LOG = System.getLogger(Logging.ACCESS);

  /** Other methods share one label value, because clients can send any method. */
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** No response was sent, because the client was gone; nginx's number for it. */
  private static final int HUNG_UP = 499;

  private final Metrics.Timer requests;

  AccessLog(Metrics metrics) {
    requests =
        metrics.timer(
            "http_server_request_duration",
            "Duration of requests",
            "http_request_method",
            "http_route",
            "http_response_status_code");
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    try {
      Response reply = next.apply(exchange);
      log(exchange, reply.status());
      return reply;
    } catch (ClientHungUp e) {
      log(exchange, HUNG_UP);
      throw e;
    }
  }

  private void log(HttpExchange exchange, int status) {
    String route = exchange.route().map(Route::pattern).orElse("no-route");
    String method = METHODS.contains(exchange.method()) ? exchange.method() : "_OTHER";
    long elapsed = exchange.elapsedNanoseconds();
    requests.record(elapsed, method, route, Integer.toString(status));
    if (LOG.isLoggable(System.Logger.Level.INFO)) {
      LOG.log(
          System.Logger.Level.INFO,
          method + ' ' + route + ' ' + status + ' ' + elapsed / 1000 + "us " + exchange.id());
    }
  }
}
