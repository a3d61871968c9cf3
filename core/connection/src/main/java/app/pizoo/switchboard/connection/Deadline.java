package app.pizoo.switchboard.connection;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how long a thread waits for the client, one thread at a time. Whoever changes it first
 * decides: that thread, or the one that watches.
 */
final class Deadline {
  private static final long NOT_WAITING = 0;

  private final AtomicLong until = new AtomicLong(NOT_WAITING);
  private volatile Thread waiting = Thread.currentThread();

  /**
   * Does what may wait for the client.
   *
   * @throws CloseConnectionException if that took too long
   */
  void during(Duration most, Runnable work) {
    waiting = Thread.currentThread();
    // Odd, thus never the sign for not waiting.
    long end = (System.nanoTime() + most.toNanos()) | 1;
    until.set(end);
    try {
      work.run();
    } catch (RuntimeException e) {
      mustBeInTime(end);
      throw e;
    }
    mustBeInTime(end);
  }

  private void mustBeInTime(long end) {
    if (!until.compareAndSet(end, NOT_WAITING)) {
      throw new CloseConnectionException("the client kept the server waiting for too long");
    }
  }

  /**
   * Hangs up if the client kept the thread waiting for too long; tells whether it did. By
   * interrupt, which closes the channel: a TLS socket's own close would wait for the client.
   */
  boolean expires(long now) {
    long end = until.get();
    Thread thread = waiting;
    boolean late = end != NOT_WAITING && now - end > 0;
    if (!late || !until.compareAndSet(end, NOT_WAITING)) {
      return false;
    }
    thread.interrupt();
    return true;
  }
}
