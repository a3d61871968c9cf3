package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Response;
import java.util.List;

/** Processes every request before its route, and every response after. Called by any thread. */
@FunctionalInterface
interface Filter {

  Response apply(HttpExchange exchange, Step next);

  /** The step after a filter. */
  @FunctionalInterface
  interface Step {
    Response apply(HttpExchange exchange);
  }

  /** Chains filters in order before a last step. */
  static Step chain(List<Filter> filters, Step last) {
    Step step = last;
    for (Filter filter : filters.reversed()) {
      Step next = step;
      step = exchange -> filter.apply(exchange, next);
    }
    return step;
  }
}
