package app.pizoo.switchboard.connection;

import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param readTimeout the longest pause between bytes of a request; also the longest TLS handshake
 * @param requestTimeout the longest time from a request's first byte to its last, body included;
 *     looked at whenever bytes come, thus a pause may be added to it
 * @param writeTimeout the longest time until the client has taken what is written to it at once, be
 *     it a whole answer
 * @param idleTimeout the longest pause between requests of one connection
 */
public record ConnectionTimeouts(
    Duration readTimeout, Duration requestTimeout, Duration writeTimeout, Duration idleTimeout) {

  /** For clients on any network, and proxies that keep connections. */
  public static final ConnectionTimeouts DEFAULT =
      new ConnectionTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75));
}
