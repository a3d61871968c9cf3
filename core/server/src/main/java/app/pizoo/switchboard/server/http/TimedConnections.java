package app.pizoo.switchboard.server.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Bounds how long clients may keep a connection waiting: silent, or dripping bytes. The HTTP server
 * itself would wait for ever.
 */
record TimedConnections(ServerConnectionSelector http, Patience patience)
    implements ServerConnectionSelector {
  private static final Watch WATCH = new Watch();

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
    TimedConnection connection = new TimedConnection(context, patience);
    WATCH.over(connection);
    return http.connection(connection);
  }
}
