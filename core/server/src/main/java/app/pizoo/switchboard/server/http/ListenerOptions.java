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
 * The options of a listener.
 *
 * @param what its name in messages
 * @param host name or IP address
 * @param port 0 for any free one
 * @param tls certificate and key, or empty for plain HTTP
 * @param maxConnections further ones wait until one has ended
 * @param grace how long requests in flight may take when it closes
 * @param timeouts of connections
 */
public record ListenerOptions(
    String what,
    String host,
    int port,
    Optional<Tls> tls,
    int maxConnections,
    Duration grace,
    ConnectionTimeouts timeouts) {

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
   * Opens the port and closes it again. This is checked first because the HTTP server itself only
   * logs a long message if it cannot listen.
   *
   * @throws UncheckedIOException if the port cannot be opened
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
