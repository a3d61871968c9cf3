package app.pizoo.switchboard.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.http.RequestException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection that is a tunnel if it begins with {@code CONNECT}, and HTTP otherwise. */
final class ConnectConnection implements ServerConnection, InterruptableTask<Void> {
  /** The request line and all headers, which are read and ignored. */
  private static final int MAX_HEAD = 16 * 1024;

  private static final byte[] METHOD = "CONNECT ".getBytes(US_ASCII);
  private static final Pattern REQUEST_LINE =
      Pattern.compile(
          "CONNECT ([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]):(\\d{1,5}) HTTP/1.[01]");

  private final ConnectionContext context;
  private final ServerConnectionSelector http;
  private final ConnectHandler handler;

  /** What is spoken on the connection; empty until its first byte, and while it is a tunnel. */
  private volatile Optional<ServerConnection> spoken = Optional.empty();

  /** Whether nothing is lost if the connection ends now. */
  private volatile boolean idle = true;

  private volatile boolean closing;

  ConnectConnection(
      ConnectionContext context, ServerConnectionSelector http, ConnectHandler handler) {
    this.context = context;
    this.http = http;
    this.handler = handler;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    DataReader reader = context.dataReader();
    // Other methods need more bytes than one anyway, and no other has this letter.
    boolean connect = reader.lookup() == METHOD[0] && reader.startsWith(METHOD);
    idle = false;
    if (!connect) {
      ServerConnection connection = http.connection(context);
      speaks(connection);
      connection.handle(limit);
      return;
    }
    Tunnel tunnel = new Tunnel(context, http, limit, this::speaks);
    Optional<Matcher> target = target(reader);
    idle = true;
    int port = target.map(it -> Integer.parseInt(it.group(2))).orElse(0);
    if (port < 1 || port > 65_535) {
      tunnel.refuse(400, "Bad Request", "CONNECT needs a host and a port");
      return;
    }
    handler.connect(target.orElseThrow().group(1), port, tunnel);
  }

  /** Reads the whole head; empty if it is malformed or too long. */
  private static Optional<Matcher> target(DataReader reader) {
    try {
      int left = MAX_HEAD;
      Optional<String> first = Optional.empty();
      while (true) {
        int length = reader.findNewLine(left);
        if (length >= left) {
          return Optional.empty();
        }
        String line = length == 0 ? "" : reader.readAsciiString(length);
        reader.skip(2);
        left -= length + 2;
        if (first.isEmpty()) {
          first = Optional.of(line);
        }
        if (line.isEmpty()) {
          return first.map(REQUEST_LINE::matcher).filter(Matcher::matches);
        }
        if (left <= 0) {
          return Optional.empty();
        }
      }
    } catch (DataReader.IncorrectNewLineException | RequestException tooLateOrMalformed) {
      return Optional.empty();
    }
  }

  private void speaks(ServerConnection connection) {
    spoken = Optional.of(connection);
    if (closing) {
      connection.close(false);
    }
  }

  @Override
  public boolean canInterrupt() {
    return spoken
        .map(it -> it instanceof InterruptableTask<?> task && task.canInterrupt())
        .orElse(idle);
  }

  @Override
  public Duration idleTime() {
    return spoken.map(ServerConnection::idleTime).orElse(Duration.ZERO);
  }

  @Override
  public void close(boolean interrupt) {
    closing = true;
    spoken.ifPresent(it -> it.close(interrupt));
  }
}
