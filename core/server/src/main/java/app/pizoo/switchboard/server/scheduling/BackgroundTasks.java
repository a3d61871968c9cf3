package app.pizoo.switchboard.server.scheduling;

import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.RunningPlugin;
import app.pizoo.switchboard.spi.ScheduledTask;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Rate limits and the ledger, with the scheduled tasks that maintain them. */
public final class BackgroundTasks implements AutoCloseable {
  private static final Duration PROCESS = Duration.ofSeconds(1);
  private static final Duration CLEAN = Duration.ofMinutes(5);

  private final RateLimiter limits;
  private final Ledger ledger;
  private final Duration retention;
  private final TaskScheduler scheduledTasks;

  private BackgroundTasks(
      RateLimiter limits, Ledger ledger, Duration retention, TaskScheduler scheduledTasks) {
    this.limits = limits;
    this.ledger = ledger;
    this.retention = retention;
    this.scheduledTasks = scheduledTasks;
  }

  /** Opens the ledger. */
  public static BackgroundTasks of(
      RateLimiter limits,
      Duration retention,
      Database database,
      KernelKeys keys,
      Clock clock,
      Metrics metrics) {
    return new BackgroundTasks(
        limits,
        new Ledger(database, keys, clock, metrics),
        retention,
        new TaskScheduler(limits, clock, metrics));
  }

  public RateLimiter rateLimits() {
    return limits;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Starts the scheduled tasks, once all plugins have started. */
  public void begin(Map<String, RunningPlugin> plugins) {
    scheduledTasks.begin();
    plugins.forEach((id, plugin) -> {
      ledger.subscribe(id, plugin.subscriptions());
      plugin.scheduledTasks().forEach(task -> scheduledTasks.onOneNode(id, task));
    });
    List.of(
            new ScheduledTask("processing events", PROCESS, ledger::processDue),
            new ScheduledTask("cleaning the ledger", CLEAN, () -> ledger.clean(retention)),
            new ScheduledTask("removing expired rate limit counts", CLEAN, limits::sweep))
        .forEach(scheduledTasks::onEveryNode);
  }

  /** Whether the scheduled tasks run; begin first. */
  public boolean isAlive() {
    return scheduledTasks.isAlive();
  }

  /** Starts no more tasks and waits for running ones. */
  @Override
  public void close() {
    scheduledTasks.close();
  }
}
