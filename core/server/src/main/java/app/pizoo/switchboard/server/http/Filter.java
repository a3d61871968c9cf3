package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Response;
import java.util.List;

/** Looks at every request before its route does, and at every reply after. Called by any thread. */
@FunctionalInterface
interface Filter {

  Response apply(HttpExchange exchange, Step next);

  /** What comes after a filter. */
  @FunctionalInterface
  interface Step {
    Response apply(HttpExchange exchange);
  }

  /** Joins filters in their order before a last step. */
  static Step chain(List<Filter> filters, Step last) {
    Step step = last;
    for (Filter filter : filters.reversed()) {
      Step next = step;
      step = exchange -> filter.apply(exchange, next);
    }
    return step;
  }
}
