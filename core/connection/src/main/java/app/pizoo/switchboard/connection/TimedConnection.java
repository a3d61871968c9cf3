package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * A connection with a clock: it runs from a request's first byte until something is answered. When
 * it has run too long the client is told and no more bytes are read. Who sends nothing at all for
 * too long, or does not take what is written, is hung up on, and who sends too much is told:
 * Helidon bounds headers and the content of chunks, but not the lines that announce chunks. Reading
 * is confined to the connection's thread; one thread at a time writes.
 */
final class TimedConnection implements ConnectionContext {
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final ConnectionContext connection;
  private final long most;
  private final Thread thread = Thread.currentThread();
  private final DataReader reader = DataReader.create(this::read);
  private final Deadline sending = new Deadline();
  private final Deadline writeTimeout = new Deadline();
  private final DataWriter writer;

  private ConnectionTimeouts timeouts;
  private volatile boolean arriving;
  private long since;
  private long received;
  private boolean late;
  private volatile Duration pause;

  TimedConnection(ConnectionContext connection, ConnectionTimeouts timeouts, long most) {
    this.connection = connection;
    this.timeouts = timeouts;
    this.most = most;
    this.pause = timeouts.readTimeout();
    this.writer =
        new TimedWriter(
            connection.dataWriter(), writeTimeout, timeouts.writeTimeout(), this::answers);
  }

  /** A TLS handshake is part of the first read. */
  private byte[] read() {
    mustBeInTime();
    DataReader source = connection.dataReader();
    sending.during(pause, source::ensureAvailable);
    if (!arriving) {
      arriving = true;
      since = System.nanoTime();
      received = 0;
      pause = timeouts.readTimeout();
    }
    mustBeInTime();
    byte[] bytes = source.readBytes(source.available());
    received += bytes.length;
    if (received > most) {
      throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "the request is too large");
    }
    return bytes;
  }

  /** Whether it needs no watching any more; hangs up if the client kept it waiting too long. */
  boolean isOver(long now) {
    return sending.expires(now) || writeTimeout.expires(now) || !thread.isAlive();
  }

  /** Who is late is told once; the rest of the body is not waited for. */
  private void mustBeInTime() {
    if (late) {
      throw new CloseConnectionException("the request did not arrive in time");
    }
    if (arriving && System.nanoTime() - since > timeouts.requestTimeout().toNanos()) {
      late = true;
      throw refusal(Status.REQUEST_TIMEOUT_408, "the request did not arrive in time");
    }
  }

  private static RequestException refusal(Status status, String message) {
    return RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .status(status)
        .message(message)
        .setKeepAlive(false)
        .build();
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  /** No more requests: either side may speak at any time. */
  void leavesHttp() {
    timeouts =
        new ConnectionTimeouts(
            timeouts.idleTimeout(), FOREVER, timeouts.writeTimeout(), timeouts.idleTimeout());
    answers();
  }

  /** Stops the clock: what comes next is another request, or the body that was asked for. */
  private void answers() {
    arriving = false;
    pause = timeouts.idleTimeout();
  }

  @Override
  public ListenerContext listenerContext() {
    return connection.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return connection.executor();
  }

  @Override
  public Router router() {
    return connection.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return connection.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return connection.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return connection.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return connection.localPeer();
  }

  @Override
  public boolean isSecure() {
    return connection.isSecure();
  }

  @Override
  public String socketId() {
    return connection.socketId();
  }

  @Override
  public String childSocketId() {
    return connection.childSocketId();
  }
}
