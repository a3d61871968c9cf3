package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.spi.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Tells requests of this machine's programs and pages from those of strange pages: a web page
 * elsewhere can make a browser here send requests to loopback, by a name of its own that it
 * rebinds.
 */
final class LocalOnly {
  private LocalOnly() {}

  /** Whether Host (with or without port) and, if sent, Origin are names of this machine. */
  static boolean admits(Optional<String> host, Optional<String> origin) {
    return host.filter(LocalOnly::isLocalHost).isPresent()
        && origin.map(LocalOnly::isLocalOrigin).orElse(true);
  }

  private static boolean isLocalHost(String host) {
    return isLocalOrigin("http://" + host);
  }

  private static boolean isLocalOrigin(String origin) {
    try {
      URI uri = new URI(origin);
      return uri.getHost() != null
          && uri.getRawUserInfo() == null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && Loopback.isLoopback(uri.getHost());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
