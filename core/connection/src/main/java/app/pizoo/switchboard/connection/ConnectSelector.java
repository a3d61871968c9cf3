package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/**
 * Makes a listener a proxy: connections that begin with {@code CONNECT} (RFC 9110, section 9.3.6)
 * go to a handler, all others speak HTTP.
 */
public record ConnectSelector(ServerConnectionSelector http, ConnectHandler handler)
    implements ServerConnectionSelector {

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
    return new ConnectConnection(context, http, handler);
  }
}
