package app.pizoo.switchboard.connection;

import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;

/** HTTP/1 as every listener speaks it. */
public final class Http1 {
  private static final Http1ConnectionListener HEADS =
      new Http1ConnectionListener() {
        @Override
        public void headers(ConnectionContext connection, Headers headers) {
          if (connection instanceof TimedConnection timed
              && headers instanceof WritableHeaders<?> fields) {
            timed.headWasRead(fields);
          }
        }
      };

  private Http1() {}

  /** Helidon's HTTP/1 for clients of HTTP/1.0 as well, and for targets with scheme and host. */
  @SuppressWarnings("removal") // no other way admits HTTP/1.0 (ADR 34)
  public static Http1Config.Builder config() {
    // Helidon's check of the host would refuse HTTP/1.0 without one; ours takes its place.
    return Http1Config.builder().validateRequestHostHeader(false).addReceiveListener(HEADS);
  }

  /**
   * Whether the current thread's request is HTTP/1.0, whose client understands no chunks: its
   * response must have a length.
   *
   * @throws IllegalStateException if the thread serves no connection
   */
  public static boolean isHttp10() {
    return TimedConnection.ofThread().isHttp10();
  }
}
