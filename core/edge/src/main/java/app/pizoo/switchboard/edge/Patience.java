package app.pizoo.switchboard.edge;

import java.time.Duration;

/**
 * How long a listener waits for a client.
 *
 * @param silence the longest pause between bytes of a request; also the longest TLS handshake
 * @param arrival the longest time from a request's first byte to its last, body included; looked at
 *     whenever bytes come, thus a pause may be added to it
 * @param taking the longest time until the client has taken what is written to it at once, be it a
 *     whole answer
 * @param idle the longest pause between requests of one connection
 */
public record Patience(Duration silence, Duration arrival, Duration taking, Duration idle) {

  /** For clients on any network, and proxies that keep connections. */
  public static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          Duration.ofSeconds(75));
}
