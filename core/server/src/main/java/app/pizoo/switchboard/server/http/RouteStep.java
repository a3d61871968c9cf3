package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.spi.Response;

/**
 * The last step: finds the route, asks its guard, reads the body, calls the handler. A guard that
 * does not need the body decides before a byte of it is read, and nothing is parsed before a guard
 * has admitted.
 */
final class RouteStep implements Filter.Step {
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
    if (route.guard() instanceof OpenGuard open) {
      try (OpenGuard.Place place = open.enter(head.remoteAddress())) {
        return handle(exchange, route, head);
      }
    }
    return handle(exchange, route, head);
  }

  private static Response handle(HttpExchange exchange, Route route, Request head) {
    if (route.guard().needsBody()) {
      Request whole = head.withBytes(BodyReader.read(exchange));
      return admitted(route, whole, route.guard().admit(whole));
    }
    Caller caller = route.guard().admit(head);
    return admitted(route, head.withBytes(BodyReader.read(exchange)), caller);
  }

  private static Response admitted(Route route, Request request, Caller caller) {
    return route.handler().handle(request.from(caller));
  }
}
