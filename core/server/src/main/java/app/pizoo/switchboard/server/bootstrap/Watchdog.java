package app.pizoo.switchboard.server.bootstrap;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Notices that a part has died for good. It only reports: the command that runs the process decides
 * what follows, and a server inside a test must not end its process.
 */
public final class Watchdog implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** A paused process may look dead at the first check after the pause. */
  private static final int MAX_FAILED_CHECKS = 5;

  private final Liveness liveness;
  private final Duration interval;
  private final CompletableFuture<List<String>> death = new CompletableFuture<>();

  private Watchdog(Liveness liveness, Duration interval) {
    this.liveness = liveness;
    this.interval = interval;
  }

  /** Watches a part that runs alone. */
  public static Watchdog of(String part, BooleanSupplier isAlive) {
    Liveness liveness = new Liveness();
    liveness.add(part, isAlive);
    return start(liveness);
  }

  static Watchdog start(Liveness liveness) {
    return start(liveness, INTERVAL);
  }

  static Watchdog start(Liveness liveness, Duration interval) {
    Watchdog watchdog = new Watchdog(liveness, interval);
    // A platform thread: it must run when no virtual thread does.
    Thread.ofPlatform().daemon().name("watchdog").start(watchdog::run);
    return watchdog;
  }

  private void run() {
    int failed = 0;
    while (!death.isDone()) {
      List<String> dead = liveness.dead();
      failed = dead.isEmpty() ? 0 : failed + 1;
      if (failed == MAX_FAILED_CHECKS) {
        death.complete(dead);
      }
      LockSupport.parkNanos(interval.toNanos());
    }
  }

  /** Completes with the names of the parts that have died; never if the server closes first. */
  public CompletableFuture<List<String>> death() {
    return death.copy();
  }

  /** Ends the watch. */
  @Override
  public void close() {
    death.cancel(false);
  }
}
