package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.StreamedBody;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import java.util.function.Supplier;

/**
 * The last step: finds the route, asks its guard, reads the body, calls the handler. A guard that
 * does not need the body decides before a byte of it is read, and nothing is parsed before a guard
 * has admitted the request.
 */
final class RouteStep implements Filter.Step {
  /** A streamed body that arrives more slowly is cut off. */
  private static final long MIN_BYTES_PER_SECOND = 1024;

  private final RouteTable routes;
  private final Addresses addresses;
  private final BodyBudget budget;

  RouteStep(RouteTable routes, Addresses addresses, BodyBudget budget) {
    this.routes = routes;
    this.addresses = addresses;
    this.budget = budget;
  }

  @Override
  public Response apply(HttpExchange exchange) {
    RouteTable.Match match = routes.match(exchange.method(), exchange.path());
    Route route = match.route();
    exchange.matched(route);
    Request head = exchange.request(match, addresses);
    return route.guard().needsBody()
        ? withMemory(exchange, route, () -> admit(exchange, route, whole(exchange, route, head)))
        : admit(exchange, route, head);
  }

  private Response admit(HttpExchange exchange, Route route, Request request) {
    Admission admission = route.guard().admit(request);
    return exchange.holding(
        admission::close,
        () -> {
          Request admitted = request.from(admission.caller());
          Response response =
              route.guard().needsBody()
                  ? route.handler().handle(admitted)
                  : withMemory(exchange, route, () -> read(exchange, route, admitted));
          return Conditional.apply(request, response);
        });
  }

  /** Refuses a body that is too large or does not fit into memory before a byte of it is read. */
  private Response withMemory(HttpExchange exchange, Route route, Supplier<Response> work) {
    if (!exchange.hasUnreadBody()) {
      return work.get();
    }
    long length = BodyReader.announced(exchange, route.body().maxBytes());
    return exchange.holding(budget.take(route.body(), length), work);
  }

  private static Request whole(HttpExchange exchange, Route route, Request request) {
    return request.withBytes(BodyReader.read(exchange, route.body().maxBytes()));
  }

  private static Response read(HttpExchange exchange, Route route, Request request) {
    long maxBytes = route.body().maxBytes();
    if (!route.body().streamed()) {
      return route.handler().handle(whole(exchange, route, request));
    }
    try (var arriving = BodyReader.stream(exchange, maxBytes);
        var rate = StreamedBody.begin(maxBytes, MIN_BYTES_PER_SECOND)) {
      Response response = route.handler().handle(request.withBodyStream(arriving));
      // The rest of a body must not be read as the next request.
      return exchange.hasUnreadBody() ? response.withHeader("Connection", "close") : response;
    }
  }
}
