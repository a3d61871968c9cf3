package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Networks;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.Request;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Admits everybody, but bounds requests in flight: in all, so that anonymous callers cannot take
 * the places of users, and per household.
 */
public final class OpenGuard implements Guard {
  private static final int MAX_IN_FLIGHT = 256;
  private static final int MAX_PER_PREFIX = 32;

  private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
  private final Map<String, Integer> byPrefix = new ConcurrentHashMap<>();

  /** A place among the requests in flight; closed when the request has ended. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public String name() {
    return "open";
  }

  @Override
  public Caller admit(Request request) {
    return Caller.anonymous();
  }

  /** Takes a place for a request, or refuses it. */
  Place enter(String remote) {
    String prefix = Networks.prefix(InetAddress.ofLiteral(remote));
    if (!places.tryAcquire()) {
      throw Problem.of(ProblemCode.OVERLOADED, "too many requests are in flight");
    }
    if (byPrefix.merge(prefix, 1, Integer::sum) > MAX_PER_PREFIX) {
      leave(prefix);
      throw Problem.of(ProblemCode.RATE_LIMITED, "too many requests are in flight from here");
    }
    return () -> leave(prefix);
  }

  private void leave(String prefix) {
    byPrefix.computeIfPresent(prefix, (key, count) -> count == 1 ? null : count - 1);
    places.release();
  }
}
