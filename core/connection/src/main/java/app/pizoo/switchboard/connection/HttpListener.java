package app.pizoo.switchboard.connection;

import app.pizoo.switchboard.spi.ThrottledLogger;
import io.helidon.common.SerializationConfig;
import io.helidon.common.tls.Tls;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * Accepts connections and serves each on its own virtual thread, with Helidon's HTTP. Helidon's own
 * listener ends for good when one connection cannot be accepted, for example because the process
 * has no file left; this one tries again.
 */
public final class HttpListener implements AutoCloseable {
  private static final ThrottledLogger LINES =
      new ThrottledLogger(System.getLogger("switchboard.http"), Clock.systemUTC());

  /** The largest chunk of a body in bytes: Helidon keeps a chunk in memory. */
  public static final int MAX_CHUNK = 128 * 1024;

  /** The largest chunk of a {@link StreamedBody}, in bytes. */
  public static final int MAX_STREAMED_CHUNK = 1024 * 1024;

  private static final int BACKLOG = 1024;

  /** What was missing, files or memory, does not come back at once. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Options options;
  private final ConnectionFactory factory;
  private final ServerSocketChannel channel;
  private final int port;
  private final Semaphore permits;
  private final Set<ServedConnection> connections = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private volatile boolean closing;

  /**
   * The options of a listener.
   *
   * @param name its name in log lines and of its thread
   * @param host name or IP address
   * @param port 0 for any free one
   * @param tls certificate and key, or empty for plain HTTP
   * @param maxConnections further ones wait until one has ended
   * @param maxRequestBytes of one request, headers and chunk framing included
   * @param timeouts of connections
   * @param grace how long requests in flight may take when it closes
   * @param clock for the header Date
   */
  public record Options(
      String name,
      String host,
      int port,
      Optional<Tls> tls,
      int maxConnections,
      long maxRequestBytes,
      ConnectionTimeouts timeouts,
      Duration grace,
      InstantSource clock) {}

  private HttpListener(Options options, ConnectionFactory factory, ServerSocketChannel channel)
      throws IOException {
    this.options = options;
    this.factory = factory;
    this.channel = channel;
    this.permits = new Semaphore(options.maxConnections());
    this.port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    this.acceptor = Thread.ofPlatform().daemon().name(options.name()).unstarted(this::accept);
  }

  /**
   * Listens from now on.
   *
   * @param http serves the connections
   * @param config what Helidon's connections look up: payload size, error handling
   * @throws UncheckedIOException if the address cannot be used
   */
  public static HttpListener open(
      Options options, ServerConnectionSelector http, ListenerConfig config, Router router) {
    // As Helidon's own server does: no object of an unknown class is ever deserialized.
    SerializationConfig.configureRuntime();
    ConnectionFactory factory =
        new ConnectionFactory(options, http, ListenerResources.of(config, options.clock()), router);
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.bind(new InetSocketAddress(options.host(), options.port()), BACKLOG);
        router.beforeStart();
        HttpListener listener = new HttpListener(options, factory, channel);
        listener.acceptor.start();
        return listener;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** The number of open connections. */
  public int connections() {
    return connections.size();
  }

  /** Whether it still accepts connections; false also after it was closed. */
  public boolean isAlive() {
    return acceptor.isAlive() && channel.isOpen();
  }

  private void accept() {
    while (channel.isOpen()) {
      try {
        permits.acquire();
      } catch (InterruptedException e) {
        continue; // The listener closes.
      }
      try {
        serve(channel.accept());
      } catch (Throwable e) {
        // Errors too: nobody else would accept.
        permits.release();
        failed(e);
      }
    }
  }

  private void serve(SocketChannel socket) throws IOException {
    ServedConnection connection = new ServedConnection(factory, socket, () -> closing);
    connections.add(connection);
    try {
      connection.start(this::ended);
    } catch (Throwable e) {
      connections.remove(connection);
      socket.close();
      throw e;
    }
  }

  private void ended(ServedConnection connection) {
    connections.remove(connection);
    permits.release();
  }

  private void failed(Throwable e) {
    if (channel.isOpen()) {
      LINES.log(Level.ERROR, options.name() + " cannot accept connections and tries again: " + e);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Accepts no more, closes idle connections, and waits for requests in flight, at most the grace
   * period; then interrupts them.
   */
  @Override
  public void close() {
    closing = true;
    try {
      channel.close();
    } catch (IOException e) {
      LINES.log(Level.WARNING, options.name() + " did not close: " + e);
    }
    acceptor.interrupt();
    long end = System.nanoTime() + options.grace().toNanos();
    try {
      acceptor.join(options.grace());
      List<ServedConnection> open = List.copyOf(connections);
      open.forEach(ServedConnection::finish);
      for (ServedConnection connection : open) {
        connection.await(Duration.ofNanos(end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(ServedConnection::cancel);
    factory.close();
  }
}
