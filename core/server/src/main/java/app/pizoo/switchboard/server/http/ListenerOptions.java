package app.pizoo.switchboard.server.http;

import app.pizoo.switchboard.connection.ConnectionTimeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
 * @param patience how long it waits for clients
 */
public record ListenerOptions(
    String what,
    String host,
    int port,
    Optional<Tls> tls,
    Duration grace,
    ConnectionTimeouts patience) {

  /** PEM files of a certificate chain and its private key. */
  public record Tls(Path certificate, Path privateKey) {

    /**
     * Reads both files.
     *
     * @throws IllegalArgumentException if one cannot be used; the message names it
     */
    public void mustBeReadable() {
      TlsFiles.read(this);
    }
  }

  /**
   * Takes the port and gives it back. The server only logs that it cannot listen, and at length:
   * this is asked beforehand.
   *
   * @throws UncheckedIOException if the port cannot be had
   */
  public void mustBeFree() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
