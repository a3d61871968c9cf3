package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Networks;
import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Admits every caller without authentication, and bounds requests in flight: in all, so that
 * anonymous callers leave room for users, and for each network prefix.
 */
public final class OpenGuard implements Guard {
  private static final int MAX_IN_FLIGHT = 1024;
  private static final int MAX_PER_PREFIX = 32;

  private final Semaphore places = new Semaphore(MAX_IN_FLIGHT);
  private final Map<String, Integer> byPrefix = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "open";
  }

  @Override
  public List<ProblemCode> problemCodes() {
    return List.of(ProblemCode.OVERLOADED, ProblemCode.RATE_LIMITED);
  }

  /** Takes a place for a request, or refuses it. */
  @Override
  public Admission admit(Request request) {
    String prefix = Networks.prefix(InetAddress.ofLiteral(request.remoteAddress()));
    if (!places.tryAcquire()) {
      throw Problem.of(ProblemCode.OVERLOADED, "too many requests are in flight");
    }
    if (byPrefix.merge(prefix, 1, Integer::sum) > MAX_PER_PREFIX) {
      leave(prefix);
      throw Problem.of(ProblemCode.RATE_LIMITED, "too many requests are in flight from here");
    }
    return new Admission(Caller.anonymous(), () -> leave(prefix));
  }

  private void leave(String prefix) {
    byPrefix.computeIfPresent(prefix, (key, count) -> count == 1 ? null : count - 1);
    places.release();
  }
}
