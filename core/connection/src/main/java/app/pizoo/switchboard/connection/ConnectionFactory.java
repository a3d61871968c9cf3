package app.pizoo.switchboard.connection;

import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.NioSocket;
import io.helidon.common.socket.TlsNioSocket;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.channels.SocketChannel;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Makes the connections of one listener. Their time is bounded, because Helidon itself would wait
 * forever for clients that are silent, drip bytes, or do not read the response.
 *
 * @param http speaks HTTP over them
 */
record ConnectionFactory(
    HttpListener.Options options,
    ServerConnectionSelector http,
    ListenerResources resources,
    Router router) {
  private static final TimeoutMonitor MONITOR = new TimeoutMonitor();
  private static final Limit UNLIMITED = FixedLimit.create();

  /** A connection over an accepted channel; belongs to the calling thread. */
  TimedConnection over(SocketChannel channel) {
    String id = HexFormat.of().toHexDigits(System.identityHashCode(channel));
    HelidonSocket socket =
        options
            .tls()
            .<HelidonSocket>map(tls ->
                TlsNioSocket.server(
                    channel,
                    engine(
                        tls.sslContext(),
                        tls.sslParameters(),
                        http.supportedApplicationProtocols()),
                    id,
                    options.name()))
            .orElseGet(() -> NioSocket.server(channel, id, options.name()));
    TimedConnection connection =
        new TimedConnection(
            channel, socket, resources, router, options.timeouts(), options.maxRequestBytes());
    monitor(connection);
    return connection;
  }

  /** Bounds the time of a connection. */
  static void monitor(TimedConnection connection) {
    MONITOR.over(connection);
  }

  ServerConnection http(TimedConnection connection) {
    return http.connection(connection);
  }

  /** The bound on requests at once; filters of the listener's owner bound them. */
  Limit limit() {
    return UNLIMITED;
  }

  /** The server's side of a TLS connection. */
  static SSLEngine engine(SSLContext tls, SSLParameters parameters, Set<String> protocols) {
    // Without the client's name: looking it up would ask DNS for every connection.
    SSLEngine engine = tls.createSSLEngine();
    parameters.setEndpointIdentificationAlgorithm("");
    engine.setSSLParameters(parameters);
    engine.setHandshakeApplicationProtocolSelector((handshake, offered) ->
        offered.stream().filter(protocols::contains).findFirst().orElse(null));
    return engine;
  }

  void close() {
    resources.executor().shutdownNow();
    router.afterStop();
  }
}
