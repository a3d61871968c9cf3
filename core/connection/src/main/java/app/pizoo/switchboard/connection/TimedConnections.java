package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Bounds how long clients can keep a connection waiting (slowloris): silent, dripping bytes, or not
 * reading the response. The HTTP server itself would wait forever.
 *
 * @param http serves the connections
 * @param maxBytes of one request, headers and chunk framing included
 */
public record TimedConnections(
    ServerConnectionSelector http, ConnectionTimeouts timeouts, long maxBytes)
    implements ServerConnectionSelector {
  private static final TimeoutMonitor WATCH = new TimeoutMonitor();

  @Override
  public int bytesToIdentifyConnection() {
    return http.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    TimedConnection connection = new TimedConnection(context, timeouts, maxBytes);
    WATCH.over(connection);
    return http.connection(connection);
  }
}
