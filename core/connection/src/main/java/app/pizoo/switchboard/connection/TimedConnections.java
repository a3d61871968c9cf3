package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Bounds how long clients may keep a connection waiting: silent, dripping bytes, or without taking
 * what is answered. The HTTP server itself would wait for ever.
 *
 * @param http who serves the connections
 * @param most bytes of a request, with all that surrounds its body, even if that comes byte by byte
 */
public record TimedConnections(
    ServerConnectionSelector http, ConnectionTimeouts timeouts, long most)
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
    TimedConnection connection = new TimedConnection(context, timeouts, most);
    WATCH.over(connection);
    return http.connection(connection);
  }
}
