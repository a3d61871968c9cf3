package app.pizoo.switchboard.connection;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks the connections of all listeners ten times a second and closes those that kept the server
 * waiting for too long. The HTTP server's sockets have no read timeout.
 */
final class TimeoutMonitor {
  private static final long PAUSE = Duration.ofMillis(100).toNanos();

  private final Set<TimedConnection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean started = new AtomicBoolean();

  /** Monitors a connection until its thread has ended. */
  void over(TimedConnection connection) {
    connections.add(connection);
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("watch").start(this::run);
    }
  }

  /** Ends when no connection is left; the next connection starts it again. */
  private void run() {
    while (!connections.isEmpty()) {
      LockSupport.parkNanos(PAUSE);
      long now = System.nanoTime();
      connections.removeIf(connection -> connection.isOver(now));
    }
    started.set(false);
    if (!connections.isEmpty() && started.compareAndSet(false, true)) {
      run();
    }
  }
}
