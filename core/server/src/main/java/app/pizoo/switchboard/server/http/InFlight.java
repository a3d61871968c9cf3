package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Response;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds requests in flight: more are refused at once instead of waiting in a queue. */
final class InFlight implements Filter {
  private final AtomicInteger count = new AtomicInteger();
  private final int maxCount;

  InFlight(int maxCount) {
    this.maxCount = maxCount;
  }

  int count() {
    return count.get();
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    if (count.incrementAndGet() > maxCount) {
      count.decrementAndGet();
      throw Problem.of(ProblemCode.OVERLOADED, "too many requests are in flight");
    }
    return exchange.holding(count::decrementAndGet, () -> next.apply(exchange));
  }
}
