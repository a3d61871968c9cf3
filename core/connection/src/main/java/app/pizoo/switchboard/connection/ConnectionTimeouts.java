package app.pizoo.switchboard.connection;

import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param readTimeout between two bytes of a request; also for a TLS handshake
 * @param requestTimeout from a request's first byte to its last, body included; checked when bytes
 *     arrive, so one read timeout can come on top
 * @param writeTimeout for the client to read one write, which can be a whole response
 * @param idleTimeout between two requests of one connection
 */
public record ConnectionTimeouts(
    Duration readTimeout, Duration requestTimeout, Duration writeTimeout, Duration idleTimeout) {

  /** Suits clients on any network, and proxies that keep connections open. */
  public static final ConnectionTimeouts DEFAULT =
      new ConnectionTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75));
}
