package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.StreamedBody;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;

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

  RouteStep(RouteTable routes, Addresses addresses) {
    this.routes = routes;
    this.addresses = addresses;
  }

  @Override
  public Response apply(HttpExchange exchange) {
    RouteTable.Match match = routes.match(exchange.method(), exchange.path());
    Route route = match.route();
    exchange.matched(route);
    Request head = exchange.request(match, addresses);
    boolean whole = route.guard().needsBody();
    Request request =
        whole ? head.withBytes(BodyReader.read(exchange, route.body().maxBytes())) : head;
    Admission admission = route.guard().admit(request);
    return exchange.holding(
        admission::close,
        () -> {
          Request admitted = request.from(admission.caller());
          Response response = whole ? handle(route, admitted) : read(exchange, route, admitted);
          return Conditional.apply(head, response);
        });
  }

  private static Response handle(Route route, Request request) {
    return route.handler().handle(request);
  }

  private static Response read(HttpExchange exchange, Route route, Request request) {
    long maxBytes = route.body().maxBytes();
    if (!route.body().streamed()) {
      return handle(route, request.withBytes(BodyReader.read(exchange, maxBytes)));
    }
    try (var arriving = BodyReader.stream(exchange, maxBytes);
        var rate = StreamedBody.begin(maxBytes, MIN_BYTES_PER_SECOND)) {
      Response response = handle(route, request.withBodyStream(arriving));
      // The rest of a body must not be read as the next request.
      return exchange.hasUnreadBody() ? response.withHeader("Connection", "close") : response;
    }
  }
}
