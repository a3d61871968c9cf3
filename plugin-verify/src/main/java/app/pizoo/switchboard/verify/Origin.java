package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Caller;
import app.pizoo.switchboard.spi.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a request came from; only what keeps fraud off looks at it.
 *
 * @param caller whom the guard admitted
 * @param address an IPv4 address, or the /64 network of an IPv6 address: one household has them all
 * @param captchaToken shows that a person sent it
 */
record Origin(Caller caller, String address, Optional<String> captchaToken) {
  private static final int NETWORK_BYTES = 8;

  static Origin of(Request request) {
    return of(request, Optional.empty());
  }

  static Origin of(Request request, Optional<String> captchaToken) {
    return new Origin(
        request.caller(), network(InetAddress.ofLiteral(request.remoteAddress())), captchaToken);
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "Origin";
  }

  private static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
        : address.getHostAddress();
  }
}
