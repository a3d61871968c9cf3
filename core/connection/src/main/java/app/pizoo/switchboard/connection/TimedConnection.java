package app.pizoo.switchboard.connection;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.socket.SocketWriter;
import io.helidon.common.socket.TlsNioSocket;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A connection with a timer that runs from a request's first byte until the response starts. A
 * request that takes too long gets 408, and no more bytes are read. A client that sends nothing, or
 * does not read the response, loses its connection. A request with too many bytes gets 413: Helidon
 * bounds headers and the content of chunks, but not the lines that announce chunks. Only the
 * connection's thread reads; one thread at a time writes.
 */
final class TimedConnection implements ConnectionContext, AutoCloseable {
  private static final ThreadLocal<TimedConnection> CURRENT = new ThreadLocal<>();
  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final SocketChannel channel;
  private final HelidonSocket socket;
  private final ListenerResources resources;
  private final Router router;
  private final long maxBytes;
  private final Thread thread = Thread.currentThread();
  private final RequestReader reader = new RequestReader(this::read);
  private final Deadline sending = new Deadline();
  private final Deadline writeTimeout = new Deadline();
  private final DataWriter writer;

  private ConnectionTimeouts timeouts;
  private boolean http = true;
  private volatile boolean arriving;
  private long since;
  private long received;
  private boolean late;
  private long limit;
  private @Nullable MinimumRate rate;
  private volatile Duration pause;

  TimedConnection(
      SocketChannel channel,
      HelidonSocket socket,
      ListenerResources resources,
      Router router,
      ConnectionTimeouts timeouts,
      long maxBytes) {
    this.channel = channel;
    this.socket = socket;
    this.resources = resources;
    this.router = router;
    this.timeouts = timeouts;
    this.maxBytes = maxBytes;
    this.limit = maxBytes;
    this.pause = timeouts.readTimeout();
    this.writer =
        new TimedWriter(
            SocketWriter.create(socket), writeTimeout, timeouts.writeTimeout(), this::answers);
    CURRENT.set(this);
  }

  /** The connection that the current thread serves; the thread ends with its connection. */
  static TimedConnection ofThread() {
    TimedConnection connection = CURRENT.get();
    if (connection == null) {
      throw new IllegalStateException("this thread serves no connection");
    }
    return connection;
  }

  /** Completes the head of a request that was read. */
  void headWasRead(WritableHeaders<?> fields) {
    reader.complete(fields, localPeer());
  }

  /** Sets the fields that every response has. */
  void prepare(ServerResponse response) {
    response.header(resources.date().now());
    if (reader.mustConfirmKeepAlive()) {
      response.header(HeaderValues.CONNECTION_KEEP_ALIVE);
    }
  }

  /** Whether the request that is being answered is HTTP/1.0. */
  boolean isHttp10() {
    return reader.isHttp10();
  }

  /** A chunk of one byte takes six more bytes. */
  void beginStream(long maxBody, long minBytesPerSecond) {
    rate = new MinimumRate(minBytesPerSecond, timeouts.requestTimeout());
    limit = maxBody > Long.MAX_VALUE / 16 ? Long.MAX_VALUE : maxBytes + 8 * maxBody;
  }

  void endStream() {
    rate = null;
    since = System.nanoTime();
    received = 0;
    limit = maxBytes;
  }

  /** A TLS handshake is part of the first read. */
  private byte[] read() {
    mustBeInTime();
    long waiting = System.nanoTime();
    byte[] bytes = sending.during(pause, this::next);
    long waited = System.nanoTime() - waiting;
    if (!arriving) {
      arriving = true;
      since = System.nanoTime();
      received = 0;
      pause = timeouts.readTimeout();
    }
    mustBeInTime();
    received += bytes.length;
    int maxChunk = rate == null ? HttpListener.MAX_CHUNK : HttpListener.MAX_STREAMED_CHUNK;
    if (received > limit || reader.available() > maxChunk) {
      throw refusal(Status.REQUEST_ENTITY_TOO_LARGE_413, "the request is too large");
    }
    if (rate != null && !rate.isKept(waited, bytes.length)) {
      throw tooLate();
    }
    return bytes;
  }

  private byte[] next() {
    byte[] bytes;
    try {
      bytes = socket.get();
    } catch (UncheckedIOException e) {
      throw new ClientHungUp(e);
    }
    if (bytes != null) {
      return bytes;
    }
    if (http) {
      throw new ClientHungUp();
    }
    // Other protocols expect Helidon's own exception at the end.
    throw new DataReader.InsufficientDataAvailableException();
  }

  /** Whether monitoring can stop; closes the connection if the client kept it waiting too long. */
  boolean isOver(long now) {
    return sending.expires(now) || writeTimeout.expires(now) || !thread.isAlive();
  }

  /** A late client gets one 408; the rest of the body is not awaited. */
  private void mustBeInTime() {
    if (late) {
      throw new CloseConnectionException("the request did not arrive in time");
    }
    boolean timed = arriving && rate == null;
    if (timed && System.nanoTime() - since > timeouts.requestTimeout().toNanos()) {
      throw tooLate();
    }
  }

  private RequestException tooLate() {
    late = true;
    return refusal(Status.REQUEST_TIMEOUT_408, "the request did not arrive in time");
  }

  /** A failure of the client that ends the connection. */
  static RequestException refusal(Status status, String message) {
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

  /** The connection leaves HTTP: either side can send at any time. */
  void leavesHttp() {
    http = false;
    reader.leavesHttp();
    timeouts =
        new ConnectionTimeouts(
            timeouts.idleTimeout(), FOREVER, timeouts.writeTimeout(), timeouts.idleTimeout());
    answers();
  }

  /** The same connection, but from now on over TLS and with another router. */
  TimedConnection overTls(SSLEngine engine, Router other) {
    TimedConnection inside =
        new TimedConnection(
            channel,
            TlsNioSocket.server(channel, engine, socketId(), childSocketId()),
            resources,
            other,
            timeouts,
            maxBytes);
    ConnectionFactory.monitor(inside);
    return inside;
  }

  /** The connection carries other programs' bytes: any number, from either side at any time. */
  void relays(Duration silence) {
    leavesHttp();
    timeouts = new ConnectionTimeouts(silence, FOREVER, timeouts.writeTimeout(), silence);
    limit = Long.MAX_VALUE;
    pause = silence;
  }

  /** Closes the channel from another thread; what was written is still delivered. */
  void abort() {
    try {
      channel.close();
    } catch (IOException e) {
      // Then it is closed already.
    }
  }

  /** Stops the timer: the next bytes belong to another request, or to the requested body. */
  private void answers() {
    arriving = false;
    pause = timeouts.idleTimeout();
  }

  /** Closes the socket; over TLS this writes, for which the client gets the read timeout. */
  @Override
  public void close() {
    writeTimeout.during(timeouts.readTimeout(), socket::close);
  }

  @Override
  public ListenerContext listenerContext() {
    return resources;
  }

  @Override
  public ExecutorService executor() {
    return resources.executor();
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public HelidonSocket serverSocket() {
    return socket;
  }

  @Override
  public PeerInfo remotePeer() {
    return socket.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return socket.localPeer();
  }

  @Override
  public boolean isSecure() {
    return socket.isSecure();
  }

  @Override
  public String socketId() {
    return socket.socketId();
  }

  @Override
  public String childSocketId() {
    return socket.childSocketId();
  }
}
