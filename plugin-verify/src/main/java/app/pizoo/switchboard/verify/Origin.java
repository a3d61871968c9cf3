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
 * @param subnet the /24 or /48 network that the address is in: what one can rent in one piece
 * @param captchaToken shows that a person sent it
 */
record Origin(Caller caller, String address, String subnet, Optional<String> captchaToken) {

  static Origin of(Request request) {
    return of(request, Optional.empty());
  }

  static Origin of(Request request, Optional<String> captchaToken) {
    InetAddress address = InetAddress.ofLiteral(request.remoteAddress());
    return new Origin(
        request.caller(), network(address, 4, 8), network(address, 3, 6), captchaToken);
  }

  /** The beginning of an address, so many bytes long. */
  private static String network(InetAddress address, int bytes, int bytesOfInet6) {
    int length = address instanceof Inet6Address ? bytesOfInet6 : bytes;
    return HexFormat.of().formatHex(address.getAddress(), 0, length);
  }

  /** Hides the token. */
  @Override
  public String toString() {
    return "Origin";
  }
}
