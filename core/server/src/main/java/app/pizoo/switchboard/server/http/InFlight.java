package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.Response;
import java.util.concurrent.atomic.AtomicInteger;

/** Bounds requests in flight: beyond the bound they are turned away at once instead of queueing. */
final class InFlight implements Filter {
  private final AtomicInteger count = new AtomicInteger();
  private final int most;

  InFlight(int most) {
    this.most = most;
  }

  int count() {
    return count.get();
  }

  @Override
  public Response apply(HttpExchange exchange, Step next) {
    if (count.incrementAndGet() > most) {
      count.decrementAndGet();
      throw Problem.of(ProblemCode.OVERLOADED, "too many requests are in flight");
    }
    try {
      return next.apply(exchange);
    } finally {
      count.decrementAndGet();
    }
  }
}
