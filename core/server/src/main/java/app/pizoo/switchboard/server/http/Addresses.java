package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the address that a client requested and the address of the client: from the configured
 * public address, from headers of proxies that are trusted, or from the connection itself.
 */
final class Addresses {
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:\\d{1,5})?");
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[(?<six>[0-9A-Fa-f:.]{2,45})](:\\d{1,5})?|(?<four>[0-9.]{7,15}):\\d{1,5}");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]{1,64}){1,8}");

  private final Optional<URI> publicUrl;
  private final List<AddressRange> trusted;
  private final String scheme;

  Addresses(Optional<URI> publicUrl, List<AddressRange> trusted, boolean tls) {
    this.publicUrl = publicUrl;
    this.trusted = List.copyOf(trusted);
    this.scheme = tls ? "https" : "http";
  }

  /** The address that the client requested, with path and query byte for byte. */
  String url(HttpExchange exchange) {
    if (publicUrl.isPresent()) {
      return publicUrl.get() + exchange.target();
    }
    boolean proxied = !trusted.isEmpty() && isTrusted(exchange.peer());
    Optional<String> forwardedHost =
        proxied ? last(exchange, "X-Forwarded-Host") : Optional.empty();
    String host = forwardedHost.or(() -> exchange.header("Host")).orElse("");
    if (!HOST.matcher(host).matches()) {
      throw Problem.of(ProblemCode.REQUEST_INVALID, "no usable host name").inField("Host");
    }
    if (!proxied) {
      return scheme + "://" + host + exchange.target();
    }
    String proto =
        last(exchange, "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent()
            ? "https"
            : "http";
    String port =
        host.matches(".*:\\d+")
            ? ""
            : last(exchange, "X-Forwarded-Port")
                .filter(text -> text.matches("\\d{1,5}"))
                .filter(text -> !text.equals(proto.equals("https") ? "443" : "80"))
                .map(text -> ":" + text)
                .orElse("");
    String prefix =
        last(exchange, "X-Forwarded-Prefix")
            .filter(text -> PREFIX.matcher(text).matches())
            .orElse("");
    return proto + "://" + host + port + prefix + exchange.target();
  }

  /** The client's IP address: the last one in the chain that is not a trusted proxy. */
  String remote(HttpExchange exchange) {
    String peer = exchange.peer();
    if (trusted.isEmpty() || !isTrusted(peer)) {
      return peer;
    }
    String client = peer;
    String[] hops = exchange.joined("X-Forwarded-For").orElse("").split(",", -1);
    for (int i = hops.length - 1; i >= 0; i--) {
      String hop = withoutPort(hops[i].strip());
      if (literal(hop).isEmpty()) {
        break;
      }
      client = hop;
      if (!isTrusted(hop)) {
        break;
      }
    }
    return client;
  }

  /** Some proxies add the client's port as well. */
  private static String withoutPort(String hop) {
    Matcher parts = WITH_PORT.matcher(hop);
    if (!parts.matches()) {
      return hop;
    }
    return parts.group(parts.start("six") < 0 ? "four" : "six");
  }

  private boolean isTrusted(String address) {
    return literal(address)
        .map(ip -> trusted.stream().anyMatch(range -> range.contains(ip)))
        .orElse(false);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The value that the nearest proxy added. */
  private static Optional<String> last(HttpExchange exchange, String name) {
    return exchange.joined(name).map(value -> value.substring(value.lastIndexOf(',') + 1).strip());
  }
}
