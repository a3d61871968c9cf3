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
 * A WebSocket that carries whole texts: in one by one, out through a bounded queue, so that no
 * sender ever waits for a slow reader. Safe for all threads.
 */
public final class TextSocket implements WsListener {
  /** Most characters of one text. */
  public static final int MAX_MESSAGE_BYTES = 1 << 20;

  /** So long the other side has to answer a goodbye, before the connection is broken off. */
  private static final Duration LEAVE = Duration.ofSeconds(2);

  private static final int MAX_WAITING = 512;
  private static final int NORMAL = 1000;
  private static final int TOO_BIG = 1009;

  private final Peer peer;
  private final Duration pause;
  private final BlockingQueue<Consumer<WsSession>> outgoing = new ArrayBlockingQueue<>(MAX_WAITING);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final StringBuilder incoming = new StringBuilder();
  private volatile boolean closing;
  private boolean closed;
  private volatile @Nullable WsSession open;

  /** Who listens at this end. Texts come on one thread, the rest on any; none may block. */
  public interface Peer {
    /** It is open; called once, before all others, and never for one that was turned away. */
    default void opened() {}

    /** A whole text arrived. */
    void received(String text);

    /** Nothing was sent for the pause. */
    void paused();

    /** It is over, for whatever reason; called once. */
    void ended();
  }

  /**
   * Prepares a socket that is not open yet.
   *
   * @param peer makes the one who listens
   * @param pause how long nothing is sent until the peer is told
   */
  public TextSocket(Function<TextSocket, Peer> peer, Duration pause) {
    this.peer = peer.apply(this);
    this.pause = pause;
  }

  /** Sends a text once those before it are sent; a reader that falls far behind is cut off. */
  public void send(String text) {
    if (!closing && !outgoing.offer(session -> session.send(text, true))) {
      outgoing.clear();
      cut();
    }
  }

  /** Breaks it off without a goodbye, as a failing network does. */
  public void cut() {
    closing = true;
    // Ends the connection's thread, and with it the socket, even while a write is stuck.
    if (open instanceof ServerConnection connection) {
      connection.close(true);
    }
  }

  /** Closes it once all that was sent before is out; nothing is sent or received afterwards. */
  public void close(int code, String reason) {
    closing = true;
    Consumer<WsSession> last = session -> sayGoodbye(session, code, reason);
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
    // Helidon tells nobody when a connection breaks off, but its thread ends.
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
      close(TOO_BIG, "too big");
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
    // Left to the writer, so that the reader never waits for the other side.
    byte[] bytes = buffer.readBytes();
    outgoing.offer(open -> open.pong(BufferData.create(bytes)));
  }

  @Override
  public void onClose(WsSession session, int status, String reason) {
    sayGoodbye(session, NORMAL, "");
    end();
  }

  /**
   * Both sides may close at once, on two threads: left to Helidon, each would send a frame, and a
   * browser reports the second as an error.
   */
  private synchronized void sayGoodbye(WsSession session, int code, String reason) {
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
      boolean goesOn = true;
      while (goesOn) {
        Consumer<WsSession> next = outgoing.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
        if (next == null) {
          peer.paused();
        } else {
          goesOn = send(session, next);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The other side went away; the same as a goodbye.
    } finally {
      end();
    }
    awaitLeave(reader);
  }

  /** Who does not take leave in turn is not waited for any longer. */
  private void awaitLeave(Thread reader) {
    try {
      if (!reader.join(LEAVE)) {
        cut();
      }
    } catch (InterruptedException e) {
      // By the one who waits for the reader: it has ended.
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
