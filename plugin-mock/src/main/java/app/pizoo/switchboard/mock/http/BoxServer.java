package app.pizoo.switchboard.mock.http;

import app.pizoo.switchboard.connection.ConnectionCloser;
import app.pizoo.switchboard.connection.ConnectionTimeouts;
import app.pizoo.switchboard.connection.TimedConnections;
import app.pizoo.switchboard.connection.TimedUpgrade;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.requestlog.RequestLog;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import io.helidon.webserver.websocket.WsUpgrader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;

/** The HTTP and WebSocket server on loopback. */
public final class BoxServer implements AutoCloseable {
  private static final long MAX_BODY = 1 << 20;
  private static final long MAX_BYTES = 16 * MAX_BODY;
  private static final int MAX_CONNECTIONS = 4096;
  private static final WsConfig SOCKETS = WsConfig.create();

  private final int port;
  private final WebServer server;

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
    this.port = port;
    RequestDispatcher dispatcher = new RequestDispatcher(account, routes, faults, requests);
    WsRouting.Builder sockets = WsRouting.builder();
    routes
        .sockets()
        .forEach(
            (path, listener) -> sockets.endpoint(path, () -> new LoopbackSocket(listener.get())));
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(port)
            .maxPayloadSize(MAX_BODY)
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .maxTcpConnections(MAX_CONNECTIONS)
            .addProtocol(SOCKETS)
            .addConnectionSelector(new TimedConnections(http(), timeouts, MAX_BYTES))
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
    server.start();
    // Helidon only logs that it failed to bind.
    if (!server.isRunning()) {
      throw new UncheckedIOException(new BindException("port " + port + " is in use"));
    }
  }

  /** Returns the base URL. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.port());
  }

  @Override
  public void close() {
    server.stop();
  }
}
