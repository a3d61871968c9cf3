package app.pizoo.switchboard.spi;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes loopback addresses by their text, without a DNS lookup. */
public final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");

  private Loopback() {}

  /** Whether a host, as in a URI or a Host header without port, is this machine's loopback. */
  public static boolean isLoopback(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("[::1]")
        || name.equals("::1")
        || IPV4.matcher(name).matches();
  }

  /** Whether an address is https, or http on loopback. */
  public static boolean isHttpsOrLoopback(URI uri) {
    if (uri.getHost() == null) {
      return false;
    }
    return "https".equalsIgnoreCase(uri.getScheme())
        || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost()));
  }
}
