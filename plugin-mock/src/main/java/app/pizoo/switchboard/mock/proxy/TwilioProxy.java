package app.pizoo.switchboard.mock.proxy;

import app.pizoo.switchboard.connection.ConnectHandler;
import app.pizoo.switchboard.connection.ConnectionLimit;
import app.pizoo.switchboard.connection.Tunnel;
import io.helidon.webserver.Router;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import javax.net.ssl.SSLContext;

/**
 * Decides where the tunnels of the proxy lead: those to Twilio's names into the box, all others
 * nowhere, or if the operator wants it to where they name. Only programs of this machine reach it,
 * since the box listens on loopback.
 */
public final class TwilioProxy implements ConnectHandler {
  private static final System.Logger LOGGER = System.getLogger(TwilioProxy.class.getName());
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long a client in a tunnel to elsewhere may send nothing. */
  private static final Duration SILENCE = Duration.ofMinutes(15);

  private static final String TOO_MANY = "Too many tunnels are open";
  private static final int MAX_ELSEWHERE = 256;

  private final ServerCertificates certificates;
  private final Router twilio;
  private final boolean passThrough;

  /** Buffers for TLS take more memory than the listener's bound assumes. */
  private final Semaphore tunnels = new Semaphore(ConnectionLimit.ofProcess().connections(true));

  private final Semaphore elsewhere = new Semaphore(MAX_ELSEWHERE);

  /**
   * Creates a proxy.
   *
   * @param certificates for Twilio's names
   * @param twilio handles the requests in the tunnels
   * @param passThrough whether tunnels to other names are opened
   */
  public TwilioProxy(ServerCertificates certificates, Router twilio, boolean passThrough) {
    this.certificates = certificates;
    this.twilio = twilio;
    this.passThrough = passThrough;
  }

  @Override
  public void connect(String host, int port, Tunnel tunnel) throws InterruptedException {
    Optional<TwilioHost> name = TwilioHost.of(host);
    if (name.isPresent() && port == TwilioHost.PORT) {
      serve(name.get(), tunnel);
    } else if (passThrough && name.isEmpty()) {
      passThrough(host, port, tunnel);
    } else {
      tunnel.refuse(
          403,
          "Forbidden",
          "The box is a proxy for Twilio's host names at port 443 only, not for "
              + host
              + ":"
              + port
              + "; started with --pass-through it opens tunnels to other hosts as well");
    }
  }

  private void serve(TwilioHost host, Tunnel tunnel) throws InterruptedException {
    SSLContext context;
    try {
      context = certificates.context(host);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.ERROR, "the box has no certificate authority: " + e);
      tunnel.refuse(
          500,
          "Internal Server Error",
          "The box's certificate authority in its data folder can be neither read nor created;"
              + " the box's log has the reason");
      return;
    }
    if (!tunnels.tryAcquire()) {
      tunnel.refuse(503, "Service Unavailable", TOO_MANY);
      return;
    }
    try {
      tunnel.serve(context, twilio);
    } finally {
      tunnels.release();
    }
  }

  private void passThrough(String host, int port, Tunnel tunnel) {
    if (!elsewhere.tryAcquire()) {
      tunnel.refuse(503, "Service Unavailable", TOO_MANY);
      return;
    }
    try {
      SocketChannel server = SocketChannel.open();
      try {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        server.socket().connect(new InetSocketAddress(bare, port), millis(CONNECT_TIMEOUT));
      } catch (IOException | RuntimeException e) {
        server.close();
        tunnel.refuse(502, "Bad Gateway", "The box cannot connect to " + host + ":" + port);
        return;
      }
      tunnel.relay(server, SILENCE);
    } catch (IOException e) {
      tunnel.refuse(502, "Bad Gateway", "The box cannot connect to " + host + ":" + port);
    } finally {
      elsewhere.release();
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}
