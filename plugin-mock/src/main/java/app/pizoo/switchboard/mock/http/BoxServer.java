package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.connection.ConnectSelector;
import app.pizoo.switchboard.connection.ConnectionCloser;
import app.pizoo.switchboard.connection.ConnectionLimit;
import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.connection.Http1;
import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.connection.TimedUpgrade;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.proxy.ServerCertificates;
import app.pizoo.switchboard.mock.proxy.TwilioProxy;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The HTTP and WebSocket server on loopback. Started, used and closed by one thread. */
public final class BoxServer implements AutoCloseable {
  private static final long MAX_BODY = 1 << 20;
  private static final long MAX_BYTES = 16 * MAX_BODY;
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final WsConfig SOCKETS = WsConfig.create();

  private final HttpListener.Options options;
  private final Router local;
  private final Router tunneled;
  private final ConnectSelector selector;
  private Optional<HttpListener> listener = Optional.empty();

  /**
   * What the server serves, and what watches it.
   *
   * @param account whose credentials requests to Twilio's routes need
   * @param faults the faults to inject into requests to Twilio's routes
   * @param requests the log of these requests
   * @param feed gets the requests that the box does not serve
   */
  public record Content(
      BoxAccount account, BoxRoutes routes, Faults faults, RequestLog requests, ActivityFeed feed) {

    Handler handler(Entrance entrance) {
      return new ConnectionCloser(
          new RequestDispatcher(entrance, account, routes, faults, requests, feed));
    }
  }

  /**
   * Creates a server that does not listen yet.
   *
   * @param port the port; 0 for any free port
   * @param certificates for Twilio's host names
   * @param passThrough whether the proxy opens tunnels to other names
   */
  public BoxServer(
      int port, Content content, ServerCertificates certificates, boolean passThrough) {
    this(port, content, certificates, passThrough, ConnectionTimeouts.DEFAULT);
  }

  BoxServer(
      int port,
      Content content,
      ServerCertificates certificates,
      boolean passThrough,
      ConnectionTimeouts timeouts) {
    options =
        new HttpListener.Options(
            "the box",
            "127.0.0.1",
            port,
            Optional.empty(),
            ConnectionLimit.ofProcess().connections(false),
            MAX_BYTES,
            timeouts,
            GRACE,
            Clock.systemUTC());
    local = router(content, Entrance.LOCAL);
    tunneled = router(content, Entrance.TUNNEL);
    selector = new ConnectSelector(http(), new TwilioProxy(certificates, tunneled, passThrough));
  }

  private static Router router(Content content, Entrance entrance) {
    WsRouting.Builder sockets = WsRouting.builder();
    content
        .routes()
        .sockets()
        .forEach((path, listener) ->
            sockets.endpoint(path, () -> new AdmittedSocket(entrance, listener.get())));
    return Router.builder()
        .addRouting(HttpRouting.builder().any(content.handler(entrance)))
        .addRouting(sockets)
        .build();
  }

  private static Http1ConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(Http1.config().build())
        .addUpgrader(new TimedUpgrade(WsUpgrader.create(SOCKETS)))
        .build();
  }

  /**
   * Starts listening.
   *
   * @throws UncheckedIOException if the port is in use
   */
  public void start() {
    ListenerConfig config = ListenerConfig.builder().maxPayloadSize(MAX_BODY).build();
    listener = Optional.of(HttpListener.open(options, selector, config, local));
    tunneled.beforeStart();
  }

  /** Returns the base URL. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.orElseThrow().port());
  }

  /** Returns whether it accepts connections. */
  public boolean isAlive() {
    return listener.map(HttpListener::isAlive).orElse(false);
  }

  @Override
  public void close() {
    if (listener.isPresent()) {
      listener.get().close();
      tunneled.afterStop();
    }
  }
}
