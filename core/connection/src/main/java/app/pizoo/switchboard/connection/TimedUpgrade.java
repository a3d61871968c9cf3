package app.pizoo.switchboard.connection;

import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.spi.Http1Upgrader;
import io.helidon.webserver.spi.ServerConnection;

/**
 * Leaves HTTP for a protocol in which both sides send at any time, such as WebSocket. Only silence
 * and writes are bounded from then on.
 */
public record TimedUpgrade(Http1Upgrader upgrader) implements Http1Upgrader {

  @Override
  public String supportedProtocol() {
    return upgrader.supportedProtocol();
  }

  @Override
  public ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    ServerConnection upgraded = upgrader.upgrade(context, prologue, headers);
    if (context instanceof TimedConnection timed) {
      timed.leavesHttp();
    }
    return upgraded;
  }
}
