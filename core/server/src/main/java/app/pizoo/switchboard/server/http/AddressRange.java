package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.SettingType;
import java.net.InetAddress;

/**
 * A range of IP addresses in CIDR form, such as {@code 10.0.0.0/8} or {@code ::1}.
 *
 * @param network any address of the range
 * @param prefix number of leading bits that all addresses of the range share
 */
public record AddressRange(InetAddress network, int prefix) {

  /** Reads a range; names are refused, so nothing is looked up in DNS. */
  public static SettingType<AddressRange> type() {
    String form = "IP address or range such as 10.0.0.0/8";
    return SettingType.of(
        form,
        text -> {
          int slash = text.indexOf('/');
          try {
            InetAddress network =
                InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = network.getAddress().length * 8;
            int prefix = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= bits) {
              return new AddressRange(network, prefix);
            }
          } catch (IllegalArgumentException e) {
            // Reported below, without repeating the text.
          }
          throw new IllegalArgumentException("expected an " + form);
        });
  }

  /** Whether an address lies in this range; one of the other IP version never does. */
  public boolean contains(InetAddress address) {
    byte[] mine = network.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    int whole = prefix / 8;
    for (int i = 0; i < whole; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    int rest = prefix % 8;
    return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >>> (8 - rest) == 0;
  }
}
