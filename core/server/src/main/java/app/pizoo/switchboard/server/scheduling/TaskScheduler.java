package app.pizoo.switchboard.server.scheduling;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.ThrottledLogger;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs scheduled tasks, and counts and logs those that fail. */
final class TaskScheduler implements AutoCloseable {
  private static final String KERNEL = "kernel";

  /** More threads than tasks, so that a hanging task blocks no other. */
  private static final int MAX_THREADS = 1_000;

  private static final int TIMEOUT_SECONDS = 10;

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** Longer than any pause of a process that still serves. */
  private static final long MAX_SILENCE = Duration.ofSeconds(30).toNanos();

  private final RateLimiter limits;
  private final ThrottledLogger logger;
  private final Metrics.Counter runs;
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(MAX_THREADS, Thread.ofVirtual().name("scheduled").factory());

  private volatile long lastBeat = System.nanoTime();

  TaskScheduler(RateLimiter limits, Clock clock, Metrics metrics) {
    this.limits = limits;
    this.logger = new ThrottledLogger(System.getLogger("switchboard.tasks"), clock);
    this.runs =
        metrics.counter(
            "scheduled_task_runs", "Runs of scheduled tasks", "plugin", "task", "outcome");
  }

  /** Starts the heartbeat, which shows that tasks run when they are due. */
  void begin() {
    long millis = HEARTBEAT.toMillis();
    var _ =
        threads.scheduleWithFixedDelay(
            () -> lastBeat = System.nanoTime(), 0, millis, TimeUnit.MILLISECONDS);
  }

  /** Whether tasks still run when they are due. */
  boolean isAlive() {
    return System.nanoTime() - lastBeat < MAX_SILENCE;
  }

  /** Runs a task of the kernel on every node. */
  void onEveryNode(ScheduledTask task) {
    schedule(task, () -> run(KERNEL, task));
  }

  /** Runs a plugin's task on one node at a time. */
  void onOneNode(String plugin, ScheduledTask task) {
    schedule(task, () -> runIfOurTurn(plugin, task));
  }

  private void schedule(ScheduledTask task, Runnable work) {
    long millis = task.interval().toMillis();
    var _ = threads.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  void runIfOurTurn(String plugin, ScheduledTask task) {
    String name = plugin + ' ' + task.name();
    try {
      // A little less than the interval, so that a single node does not miss its next run.
      if (!limits.turn(name, task.interval().minus(task.interval().dividedBy(10)))) {
        return;
      }
    } catch (Throwable e) {
      failed(plugin, task, e);
      return;
    }
    run(plugin, task);
  }

  void run(String plugin, ScheduledTask task) {
    try {
      task.work().run();
      runs.add(plugin, task.name(), "done");
    } catch (Throwable e) {
      // Errors too: otherwise the executor would cancel the task silently.
      failed(plugin, task, e);
    }
  }

  private void failed(String plugin, ScheduledTask task, Throwable cause) {
    runs.add(plugin, task.name(), "failed");
    // At most once a minute with the stack trace; the metric counts every failure.
    logger.log(
        WARNING,
        "the scheduled task \"" + task.name() + "\" of " + plugin + " failed",
        cause.getClass().getSimpleName(),
        cause);
  }

  /** Starts no more tasks and waits briefly for running ones. */
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
