package app.pizoo.switchboard.spi;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/**
 * Network prefixes as keys for rate limits: the bytes of the prefix in lower-case hex. IPv4 and
 * IPv6 keys differ in length, so they never collide. Safe for use by multiple threads.
 */
public final class Networks {
  private Networks() {}

  /**
   * The prefix of one subscriber: the whole IPv4 address (/32), or the /64 of an IPv6 address,
   * because one subscriber can use all addresses of a /64.
   */
  public static String prefix(InetAddress address) {
    return hex(address, 4, 8);
  }

  /** The prefix that is allocated as one block: /24 of IPv4, /48 of IPv6. */
  public static String subnet(InetAddress address) {
    return hex(address, 3, 6);
  }

  private static String hex(InetAddress address, int bytesOfInet4, int bytesOfInet6) {
    int length = address instanceof Inet6Address ? bytesOfInet6 : bytesOfInet4;
    return HexFormat.of().formatHex(address.getAddress(), 0, length);
  }
}
