package app.pizoo.switchboard.mock.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket for text messages. Incoming fragments are joined; outgoing messages go through a
 * bounded queue, so that a slow reader never blocks a sender. Thread-safe.
 */
public final class TextSocket implements WsListener {
  /** The maximum length of a message in characters. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** How long the peer may take to answer a close frame before the connection is cut. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private static final int MAX_QUEUED = 512;
  private static final int NORMAL = 1000;
  private static final int TOO_BIG = 1009;

  private final Peer peer;
  private final Duration pause;
  private final BlockingQueue<Consumer<WsSession>> outgoing = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final StringBuilder incoming = new StringBuilder();
  private volatile boolean closing;
  private boolean closed;
  private volatile @Nullable WsSession open;

  /**
   * Handles one connection. Messages arrive on one thread, other calls on any thread. Must not
   * block.
   */
  public interface Peer {
    /** The connection is open. Called once, before all other methods. */
    default void opened() {}

    /** A whole message arrived. */
    void received(String text);

    /** Nothing was sent for the pause interval. */
    void paused();

    /** The connection has ended. Called once. */
    void ended();
  }

  /**
   * Creates a socket that is not open yet.
   *
   * @param peer creates the handler
   * @param pause the interval without outgoing messages after which {@link Peer#paused} is called
   */
  public TextSocket(Function<TextSocket, Peer> peer, Duration pause) {
    this.peer = peer.apply(this);
    this.pause = pause;
  }

  /** Queues a message. If the peer falls too far behind, the connection is cut. */
  public void send(String text) {
    if (!closing && !outgoing.offer(session -> session.send(text, true))) {
      outgoing.clear();
      cut();
    }
  }

  /** Cuts the connection without a close frame, as a network failure does. */
  public void cut() {
    closing = true;
    // This ends the connection's thread and with it the socket, even during a blocked write.
    if (open instanceof ServerConnection connection) {
      connection.close(true);
    }
  }

  /**
   * Closes the connection after all queued messages have been sent. Nothing is sent or received
   * afterwards.
   */
  public void close(int code, String reason) {
    closing = true;
    Consumer<WsSession> last = session -> sendClose(session, code, reason);
    if (!outgoing.offer(last)) {
      outgoing.clear();
      outgoing.add(last);
    }
  }

  @Override
  public void onOpen(WsSession session) {
    open = session;
    peer.opened();
    Thread reader = Thread.currentThread();
    Thread writer = Thread.ofVirtual().start(() -> write(session, reader));
    // Helidon does not report a broken connection, but its thread ends.
    Thread.ofVirtual()
        .start(() -> {
          try {
            reader.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          end();
          writer.interrupt();
        });
  }

  @Override
  public void onMessage(WsSession session, String text, boolean last) {
    if (closing) {
      return;
    }
    if (incoming.length() + text.length() > MAX_MESSAGE_BYTES) {
      close(TOO_BIG, "Message too big");
      return;
    }
    incoming.append(text);
    if (last) {
      String whole = incoming.toString();
      incoming.setLength(0);
      peer.received(whole);
    }
  }

  @Override
  public void onPing(WsSession session, BufferData buffer) {
    // The writer sends the pong, so that the reader never waits for the peer.
    byte[] bytes = buffer.readBytes();
    outgoing.offer(open -> open.pong(BufferData.create(bytes)));
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    sendClose(session, NORMAL, "");
    end();
  }

  /**
   * Sends at most one close frame. Both sides may close at the same time on two threads; Helidon
   * would send two frames, and a browser reports the second one as an error.
   */
  private synchronized void sendClose(WsSession session, int code, String reason) {
    if (!closed) {
      closed = true;
      session.close(code, reason);
    }
  }

  private synchronized boolean send(WsSession session, Consumer<WsSession> next) {
    if (!closed) {
      next.accept(session);
    }
    return !closed;
  }

  @Override
  public void onError(WsSession session, Throwable t) {
    end();
  }

  private void write(WsSession session, Thread reader) {
    try {
      boolean running = true;
      while (running) {
        Consumer<WsSession> next = outgoing.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
          peer.paused();
        } else {
          running = send(session, next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The peer has disconnected, which is the same as a close.
    } finally {
      end();
    }
    awaitPeerClose(reader);
  }

  /** Cuts the connection if the peer does not answer the close frame in time. */
  private void awaitPeerClose(Thread reader) {
    try {
      if (!reader.join(CLOSE_TIMEOUT)) {
        cut();
      }
    } catch (InterruptedException e) {
      // The watching thread interrupts this one when the reader has ended.
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    closing = true;
    if (!ended.getAndSet(true)) {
      peer.ended();
    }
  }
}
