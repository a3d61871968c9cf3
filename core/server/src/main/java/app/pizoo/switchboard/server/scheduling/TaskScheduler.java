package app.pizoo.switchboard.server.scheduling;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.spi.ScheduledTask;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does what has to be done now and then. */
final class TaskScheduler implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("switchboard.chores");
  private static final int THREADS = 2;
  private static final int TIMEOUT_SECONDS = 10;

  private final RateLimiter limits;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(THREADS, Thread.ofVirtual().name("chore").factory());

  TaskScheduler(RateLimiter limits) {
    this.limits = limits;
  }

  /** Has every node do something. */
  void everywhere(String name, Duration every, Runnable work) {
    var _ =
        threads.scheduleWithFixedDelay(
            () -> quietly(name, work), every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Has one node at a time do a plugin's chore. */
  void onOneNode(String plugin, ScheduledTask task) {
    String name = plugin + ' ' + task.name();
    everywhere(
        name,
        task.interval(),
        () -> {
          // A little less, so that a node alone is not kept from its own next turn.
          if (limits.turn(name, task.interval().minus(task.interval().dividedBy(10)))) {
            task.work().run();
          }
        });
  }

  private static void quietly(String name, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, name + " failed", e);
    }
  }

  /** Waits a moment for what runs, and begins nothing more. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
