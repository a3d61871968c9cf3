package app.pizoo.switchboard.connection;

import io.helidon.webserver.CloseConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Bounds how long one thread at a time waits for the client. The waiting thread and the monitor
 * race to change the state; the first one wins.
 */
final class Deadline {
  private static final long NOT_WAITING = 0;

  private final AtomicLong until = new AtomicLong(NOT_WAITING);
  private volatile Thread waiting = Thread.currentThread();

  /**
   * Runs work that can wait for the client.
   *
   * @throws CloseConnectionException if the work took too long
   */
  void during(Duration timeout, Runnable work) {
    during(
        timeout,
        () -> {
          work.run();
          return true;
        });
  }

  /**
   * Runs work that can wait for the client, and returns its result.
   *
   * @throws CloseConnectionException if the work took too long
   */
  <T> T during(Duration timeout, Supplier<T> work) {
    waiting = Thread.currentThread();
    // Odd, so it never equals the value for not waiting.
    long end = (System.nanoTime() + timeout.toNanos()) | 1;
    until.set(end);
    T result;
    try {
      result = work.get();
    } catch (RuntimeException e) {
      mustBeInTime(end);
      throw e;
    }
    mustBeInTime(end);
    return result;
  }

  private void mustBeInTime(long end) {
    if (!until.compareAndSet(end, NOT_WAITING)) {
      throw new CloseConnectionException("the client kept the server waiting for too long");
    }
  }

  /**
   * Closes the connection if the client kept the thread waiting for too long, and returns whether
   * it did. An interrupt closes the channel; a TLS socket's own close would wait for the client.
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
