package app.pizoo.switchboard.spi;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Tells from an address whom to count as one: the network's bytes in lower-case hex. Those of IPv4
 * and IPv6 differ in length, so that they are never taken for each other. May be called by any
 * thread.
 */
public final class Networks {
  private Networks() {}

  /**
   * The household: an IPv4 address, or the /64 network of an IPv6 address, since one household has
   * all of its addresses.
   */
  public static String prefix(InetAddress address) {
    return hex(address, 4, 8);
  }

  /** The network that can be rented in one piece: /24 of IPv4, /48 of IPv6. */
  public static String subnet(InetAddress address) {
    return hex(address, 3, 6);
  }

  private static String hex(InetAddress address, int bytesOfInet4, int bytesOfInet6) {
    int length = address instanceof Inet6Address ? bytesOfInet6 : bytesOfInet4;
    return HexFormat.of().formatHex(address.getAddress(), 0, length);
  }
}
