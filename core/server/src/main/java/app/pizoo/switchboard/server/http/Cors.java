package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Response;
import io.helidon.http.HeaderNames;
import java.util.Map;
import java.util.Optional;

/** Lets pages of listed origins call the API from the browser (Fetch Standard, CORS protocol). */
final class Cors implements Filter {
  private final Optional<Origins> origins;
  private final RouteTable routes;

  Cors(Optional<Origins> origins, RouteTable routes) {
    this.origins = origins;
    this.routes = routes;
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    Optional<String> origin = exchange.header(HeaderNames.ORIGIN);
    if (origin.isEmpty() || origins.isEmpty()) {
      return next.apply(exchange);
    }
    if (!origins.get().admit(origin.get())) {
      return next.apply(exchange).withHeader("Vary", "Origin");
    }
    Response reply = isPreflight(exchange) ? preflight(exchange) : next.apply(exchange);
    return reply
        .withHeader("Access-Control-Allow-Origin", origin.get())
        .withHeader("Access-Control-Expose-Headers", "Retry-After, X-Request-Id")
        .withHeader("Vary", "Origin");
  }

  private static boolean isPreflight(HttpExchange exchange) {
    return exchange.method().equals("OPTIONS")
        && exchange.header("Access-Control-Request-Method").isPresent();
  }

  private Response preflight(HttpExchange exchange) {
    return new Response(
        204,
        Map.of(
            "Access-Control-Allow-Methods", String.join(", ", routes.methods(exchange.path())),
            "Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key",
            "Access-Control-Max-Age", "600"),
        new byte[0]);
  }
}
