package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Admits everybody, but bounds requests in flight: in all, so that anonymous callers cannot take
 * the places of users, and per address; of IPv6 a /64 network is one, since one household has all
 * of its addresses.
 */
public final class OpenGuard implements Guard {
  private static final int MOST = 256;
  private static final int MOST_PER_ADDRESS = 32;
  private static final int NETWORK_BYTES = 8;

  private final Semaphore places = new Semaphore(MOST);
  private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

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
    String address = network(InetAddress.ofLiteral(remote));
    if (!places.tryAcquire()) {
      throw Problem.of(ProblemCode.OVERLOADED, "too many requests are in flight");
    }
    if (byAddress.merge(address, 1, Integer::sum) > MOST_PER_ADDRESS) {
      leave(address);
      throw Problem.of(ProblemCode.RATE_LIMITED, "too many requests are in flight from here");
    }
    return () -> leave(address);
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int length = address instanceof Inet6Address ? NETWORK_BYTES : bytes.length;
    return HexFormat.of().formatHex(bytes, 0, length);
  }

  private void leave(String address) {
    byAddress.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    places.release();
  }
}
