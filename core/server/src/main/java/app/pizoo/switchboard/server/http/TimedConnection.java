package app.pizoo.switchboard.server.http;

import io.helidon.common.buffers.BufferData;
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
import java.util.concurrent.atomic.AtomicLong;

/**
 * A connection with a clock: it runs from a request's first byte until something is answered. When
 * it has run too long the client is told and no more bytes are read. Who sends nothing at all for
 * too long is hung up on, and who sends too much is told: Helidon bounds headers and the content of
 * chunks, but not the lines that announce chunks. Reading is confined to the connection's thread.
 */
final class TimedConnection implements ConnectionContext {
  private static final long NOT_WAITING = 0;

  /** Most bytes of a request, with all that surrounds its body, even if that comes byte by byte. */
  private static final long MOST = 16L * BodyReader.MOST;

  private final ConnectionContext connection;
  private final Patience patience;
  private final Thread thread = Thread.currentThread();
  private final DataReader reader = DataReader.create(this::read);
  private final DataWriter writer;

  /** When the client must have sent something. Whoever changes it first decides: here or watch. */
  private final AtomicLong deadline = new AtomicLong(NOT_WAITING);

  private boolean arriving;
  private long since;
  private long received;
  private boolean late;
  private Duration pause;

  TimedConnection(ConnectionContext connection, Patience patience) {
    this.connection = connection;
    this.patience = patience;
    this.pause = patience.silence();
    this.writer = new Answering(connection.dataWriter());
  }

  /** A TLS handshake is part of the first read. */
  private byte[] read() {
    mustBeInTime();
    DataReader source = connection.dataReader();
    // Odd, thus never the sign for not waiting.
    long until = (System.nanoTime() + pause.toNanos()) | 1;
    deadline.set(until);
    boolean inTime;
    try {
      source.ensureAvailable();
    } finally {
      inTime = deadline.compareAndSet(until, NOT_WAITING);
    }
    if (!inTime) {
      throw new CloseConnectionException("the client was silent for too long");
    }
    if (!arriving) {
      arriving = true;
      since = System.nanoTime();
      received = 0;
      pause = patience.silence();
    }
    mustBeInTime();
    byte[] bytes = source.readBytes(source.available());
    received += bytes.length;
    if (received > MOST) {
      throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "the request is too large");
    }
    return bytes;
  }

  /**
   * Whether it needs no watching any more; hangs up if the client kept it waiting too long. By
   * interrupt, which closes the channel: a TLS socket's own close would wait for the handshake.
   */
  boolean isOver(long now) {
    long until = deadline.get();
    if (until != NOT_WAITING && now - until > 0 && deadline.compareAndSet(until, NOT_WAITING)) {
      thread.interrupt();
      return true;
    }
    return !thread.isAlive();
  }

  /** Who is late is told once; the rest of the body is not waited for. */
  private void mustBeInTime() {
    if (late) {
      throw new CloseConnectionException("the request did not arrive in time");
    }
    if (arriving && System.nanoTime() - since > patience.arrival().toNanos()) {
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

  /** Stops the clock: what comes next is another request, or the body that was asked for. */
  private void answers() {
    arriving = false;
    pause = patience.idle();
  }

  private final class Answering implements DataWriter {
    private final DataWriter socket;

    Answering(DataWriter socket) {
      this.socket = socket;
    }

    @Override
    public void write(BufferData... buffers) {
      answers();
      socket.write(buffers);
    }

    @Override
    public void write(BufferData buffer) {
      answers();
      socket.write(buffer);
    }

    @Override
    public void writeNow(BufferData... buffers) {
      answers();
      socket.writeNow(buffers);
    }

    @Override
    public void writeNow(BufferData buffer) {
      answers();
      socket.writeNow(buffer);
    }

    @Override
    public void flush() {
      socket.flush();
    }

    @Override
    public void close() {
      socket.close();
    }
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
