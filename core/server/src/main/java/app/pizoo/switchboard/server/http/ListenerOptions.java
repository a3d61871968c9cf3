package app.pizoo.switchboard.server.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how a listener listens.
 *
 * @param what its name in messages
 * @param host name or IP address
 * @param port 0 for any free one
 * @param tls certificate and key, or empty for plain HTTP
 * @param grace how long requests in flight may take when it closes
 */
public record ListenerOptions(
    String what, String host, int port, Optional<Tls> tls, Duration grace) {

  /** PEM files of a certificate chain and its private key. */
  public record Tls(Path certificate, Path privateKey) {}
}
