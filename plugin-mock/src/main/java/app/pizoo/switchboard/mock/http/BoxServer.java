package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.connection.ConnectionCloser;
import app.pizoo.switchboard.connection.ConnectionLimit;
import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.connection.HttpListener;
import app.pizoo.switchboard.connection.TimedUpgrade;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The HTTP and WebSocket server on loopback. Started, used and closed by one thread. */
public final class BoxServer implements AutoCloseable {
  private static final long MAX_BODY = 1 << 20;
  private static final long MAX_BYTES = 16 * MAX_BODY;
  private static final Duration GRACE = Duration.ofMillis(500);
  private static final WsConfig SOCKETS = WsConfig.create();

  private final HttpListener.Options options;
  private final Router router;
  private Optional<HttpListener> listener = Optional.empty();

  /**
   * Creates a server that does not listen yet.
   *
   * @param port the port; 0 for any free port
   * @param faults the faults to inject into requests to Twilio's routes
   * @param requests the log of these requests
   */
  public BoxServer(
      int port, BoxAccount account, BoxRoutes routes, Faults faults, RequestLog requests) {
    this(port, account, routes, faults, requests, ConnectionTimeouts.DEFAULT);
  }

  BoxServer(
      int port,
      BoxAccount account,
      BoxRoutes routes,
      Faults faults,
      RequestLog requests,
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
            GRACE);
    WsRouting.Builder sockets = WsRouting.builder();
    routes
        .sockets()
        .forEach(
            (path, listener) -> sockets.endpoint(path, () -> new LoopbackSocket(listener.get())));
    RequestDispatcher dispatcher = new RequestDispatcher(account, routes, faults, requests);
    router =
        Router.builder()
            .addRouting(HttpRouting.builder().any(new ConnectionCloser(dispatcher)))
            .addRouting(sockets)
            .build();
  }

  private static Http1ConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(Http1Config.create())
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
    listener = Optional.of(HttpListener.open(options, http(), config, router));
  }

  /** Returns the base URL. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + listener.orElseThrow().port());
  }

  @Override
  public void close() {
    listener.ifPresent(HttpListener::close);
  }
}
