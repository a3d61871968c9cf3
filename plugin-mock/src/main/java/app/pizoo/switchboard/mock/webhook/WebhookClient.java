package app.pizoo.switchboard.mock.webhook;

import app.pizoo.switchboard.spi.http.HttpSender;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests to hosts that the box may call. Programs set the addresses of webhooks, so by
 * default only this machine is called: not a service of the network, such as the metadata of a
 * cloud machine. Thread-safe.
 *
 * <p>The name is resolved and checked first, for a clear error. It could resolve to something else
 * when the connection is made (DNS rebinding), so the connection starts at a loopback address, from
 * which the operating system reaches no other machine.
 */
final class WebhookClient implements AutoCloseable {
  private final WebhookHosts hosts;
  private final Resolver resolver;
  private final HttpSender ipv4;
  private final HttpSender ipv6;

  /** Resolves names. */
  @FunctionalInterface
  interface Resolver {
    /** All addresses of a name, the one to connect to first. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  WebhookClient(WebhookHosts hosts, Duration connectTimeout) {
    this(hosts, connectTimeout, InetAddress::getAllByName);
  }

  WebhookClient(WebhookHosts hosts, Duration connectTimeout, Resolver resolver) {
    this.hosts = hosts;
    this.resolver = resolver;
    ipv4 = new HttpSender(() -> client(connectTimeout, from("127.0.0.1")));
    ipv6 = new HttpSender(() -> client(connectTimeout, from("::1")));
  }

  private Optional<InetAddress> from(String loopback) {
    return hosts == WebhookHosts.LOOPBACK
        ? Optional.of(InetAddress.ofLiteral(loopback))
        : Optional.empty();
  }

  private static HttpClient client(Duration connectTimeout, Optional<InetAddress> from) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(connectTimeout);
    from.ifPresent(builder::localAddress);
    return builder.build();
  }

  /**
   * Sends one request and reads the response.
   *
   * @param maxBytes of the body; the rest is cut off
   * @throws RefusedHostException if the host is not on loopback, and others are not allowed
   * @throws TimeoutException if there is no complete response in time
   */
  HttpResponse<byte[]> send(HttpRequest request, int maxBytes, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    return sender(request.uri()).send(request, _ -> new TruncatedBody(maxBytes), timeout);
  }

  private HttpSender sender(URI uri) throws IOException {
    if (hosts == WebhookHosts.ANY) {
      return ipv4;
    }
    InetAddress[] addresses = resolver.resolve(uri.getHost());
    for (InetAddress address : addresses) {
      if (!address.isLoopbackAddress()) {
        throw new RefusedHostException(uri.getHost(), address.getHostAddress());
      }
    }
    return addresses[0] instanceof Inet4Address ? ipv4 : ipv6;
  }

  @Override
  public void close() {
    ipv4.close();
    ipv6.close();
  }
}
