package app.pizoo.switchboard.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * A client's connection to a proxy after {@code CONNECT}. Exactly one of the methods is called, on
 * the connection's thread; each returns when the connection can be closed.
 */
public final class Tunnel {
  private static final int BUFFER = 16 * 1024;

  private final TimedConnection client;
  private final ServerConnectionSelector http;
  private final Limit limit;
  private final Consumer<ServerConnection> started;

  Tunnel(
      ConnectionContext client,
      ServerConnectionSelector http,
      Limit limit,
      Consumer<ServerConnection> started) {
    this.client = (TimedConnection) client;
    this.http = http;
    this.limit = limit;
    this.started = started;
  }

  /**
   * Refuses the tunnel.
   *
   * @param status HTTP status
   * @param reason the reason phrase of the status
   * @param sentence the body
   */
  public void refuse(int status, String reason, String sentence) {
    byte[] body = (sentence + "\n").getBytes(UTF_8);
    write(
        "HTTP/1.1 %d %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, reason, body.length)
            .getBytes(US_ASCII));
    write(body);
  }

  /**
   * Opens the tunnel and is itself the server behind it: HTTP over TLS.
   *
   * @param tls has the key and the certificate
   * @param router handles the requests in the tunnel
   */
  public void serve(SSLContext tls, Router router) throws InterruptedException {
    if (client.dataReader().available() > 0) {
      refuse(400, "Bad Request", "Send nothing before the tunnel is open");
      return;
    }
    established();
    try (TimedConnection inside =
        client.overTls(
            ConnectionFactory.engine(
                tls, tls.getDefaultSSLParameters(), http.supportedApplicationProtocols()),
            router)) {
      ServerConnection connection = http.connection(inside);
      started.accept(connection);
      connection.handle(limit);
    }
  }

  /**
   * Opens the tunnel and copies bytes, unread, between the client and a server. Closes the server's
   * channel.
   *
   * @param server connected, and in blocking mode
   * @param silence how long the client may send nothing
   */
  public void relay(SocketChannel server, Duration silence) {
    try (server) {
      client.relays(silence);
      established();
      Thread.ofVirtual().name("relay").start(() -> copyToClient(server));
      DataReader reader = client.dataReader();
      while (true) {
        ByteBuffer bytes = ByteBuffer.wrap(reader.readBuffer().readBytes());
        while (bytes.hasRemaining()) {
          server.write(bytes);
        }
      }
    } catch (IOException | DataReader.InsufficientDataAvailableException ended) {
      // Either side ended the connection, which ends the tunnel.
    }
  }

  private void copyToClient(SocketChannel server) {
    try {
      ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
      while (server.read(bytes.clear()) >= 0) {
        write(Arrays.copyOf(bytes.array(), bytes.position()));
      }
    } catch (IOException | UncheckedIOException | CloseConnectionException ended) {
      // As above.
    } finally {
      client.abort();
    }
  }

  /** Some clients recognize the end of a proxy's response by exactly this line. */
  private void established() {
    write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(US_ASCII));
  }

  private void write(byte[] bytes) {
    client.dataWriter().writeNow(BufferData.create(bytes));
  }
}
