package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.spi.Loopback;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Protects the box against DNS rebinding and cross-origin requests: a foreign web page can make the
 * browser send requests to loopback through a host name that it controls.
 */
final class LoopbackPolicy {
  private LoopbackPolicy() {}

  /** Returns whether {@code Host} and, if present, {@code Origin} name this machine. */
  static boolean admits(Optional<String> host, Optional<String> origin) {
    return host.filter(LoopbackPolicy::isLocalHost).isPresent()
        && origin.map(LoopbackPolicy::isLocalOrigin).orElse(true);
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
