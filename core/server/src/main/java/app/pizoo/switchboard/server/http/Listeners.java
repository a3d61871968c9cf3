package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ConnectionCloser;
import app.pizoo.switchboard.connection.TimedConnections;
import app.pizoo.switchboard.spi.http.RequestBody;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;

/** Starts HTTP listeners with bounds on everything that a client sends. */
final class Listeners {
  private static final int MAX_CONNECTIONS = 4096;
  private static final int MAX_HEADERS = 16 * 1024;
  private static final long MAX_BYTES = 16 * RequestBody.DEFAULT.maxBytes();

  private Listeners() {}

  static WebServer start(ListenerOptions options, Handler handler) {
    return start(options, RequestBody.DEFAULT.maxBytes(), handler);
  }

  /**
   * Starts a listener.
   *
   * @param maxBody the largest body that a handler accepts
   */
  static WebServer start(ListenerOptions options, long maxBody, Handler handler) {
    var builder =
        WebServer.builder()
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .host(options.host())
            .port(options.port())
            .maxTcpConnections(MAX_CONNECTIONS)
            // Leaves room to read the rest of a refused body before the connection is closed.
            .maxPayloadSize(Math.max(maxBody, 8 * RequestBody.DEFAULT.maxBytes()))
            .shutdownGracePeriod(options.grace())
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .addConnectionSelector(new TimedConnections(http(), options.timeouts(), MAX_BYTES))
            // Otherwise the handlers would not get the cause; they never send it to clients.
            .errorHandling(errors -> errors.includeEntity(true))
            .directHandlers(problems())
            .routing(routing -> routing.any(new ConnectionCloser(handler)));
    options.tls().ifPresent(tls -> builder.tls(TlsFiles.read(tls)));
    options.mustBeFree();
    WebServer server = builder.build().start();
    if (!server.isRunning() || server.port() <= 0) {
      server.stop();
      throw new IllegalStateException(options.what() + " does not listen");
    }
    return server;
  }

  private static Http1ConnectionSelector http() {
    return Http1ConnectionSelector.builder()
        .config(
            Http1Config.builder().maxHeadersSize(MAX_HEADERS).continueImmediately(false).build())
        .build();
  }

  /** Failures before a request reaches the filters get the same form of response. */
  private static DirectHandlers problems() {
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    DirectProblems problems = new DirectProblems(MAX_HEADERS);
    for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
      handlers.addHandler(type, problems);
    }
    return handlers.build();
  }
}
