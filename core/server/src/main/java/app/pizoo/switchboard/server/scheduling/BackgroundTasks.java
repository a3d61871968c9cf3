package app.pizoo.switchboard.server.scheduling;

import app.pizoo.switchboard.server.bootstrap.KernelConfig;
import app.pizoo.switchboard.server.bootstrap.RateLimiterFactory;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.RunningPlugin;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Limits and ledger, with what is done about them in the background. */
public final class BackgroundTasks implements AutoCloseable {
  private static final Duration PROCESS = Duration.ofSeconds(1);
  private static final Duration CLEAN = Duration.ofMinutes(5);

  private final RateLimiter limits;
  private final Ledger ledger;
  private final Duration retention;
  private final TaskScheduler scheduledTasks;

  private BackgroundTasks(RateLimiter limits, Ledger ledger, Duration retention) {
    this.limits = limits;
    this.ledger = ledger;
    this.retention = retention;
    this.scheduledTasks = new TaskScheduler(limits);
  }

  /**
   * Opens both.
   *
   * @throws StartFailure if the operator changes a limit that no plugin has
   */
  public static BackgroundTasks of(
      KernelConfig config, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    return new BackgroundTasks(
        RateLimiterFactory.open(config, database, keys, clock, metrics),
        new Ledger(database, keys, clock, metrics),
        Duration.ofDays(config.settings().get(KernelSettings.RETENTION_DAYS)));
  }

  public RateLimiter rateLimits() {
    return limits;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** Begins to work in the background, once all plugins have started. */
  public void begin(Map<String, RunningPlugin> plugins) {
    plugins.forEach((id, plugin) -> {
      ledger.subscribe(id, plugin.subscriptions());
      plugin.scheduledTasks().forEach(task -> scheduledTasks.onOneNode(id, task));
    });
    scheduledTasks.everywhere("processing events", PROCESS, ledger::processDue);
    scheduledTasks.everywhere("cleaning the ledger", CLEAN, () -> ledger.clean(retention));
    scheduledTasks.everywhere("sweeping limits", CLEAN, limits::sweep);
  }

  /** Lets finish what runs. */
  @Override
  public void close() {
    scheduledTasks.close();
  }
}
