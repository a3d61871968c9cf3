package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Where a request came from; only limits look at it.
 *
 * @param caller whom the guard admitted
 * @param address an IPv4 address, or the /64 network of an IPv6 address: one household has them all
 */
record Origin(Caller caller, String address) {
  private static final int NETWORK_BYTES = 8;

  static Origin of(Request request) {
    return new Origin(request.caller(), network(InetAddress.ofLiteral(request.remoteAddress())));
  }

  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
        : address.getHostAddress();
  }
}
