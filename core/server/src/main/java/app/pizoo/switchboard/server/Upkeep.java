package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.server.limits.LimitCounters;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Started;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Limits and ledger, with what is done about them in the background. */
final class Upkeep implements AutoCloseable {
  private static final Duration PROCESS = Duration.ofSeconds(1);
  private static final Duration CLEAN = Duration.ofMinutes(5);

  private final LimitCounters limits;
  private final Ledger ledger;
  private final Duration retention;
  private final Chores chores;

  private Upkeep(LimitCounters limits, Ledger ledger, Duration retention) {
    this.limits = limits;
    this.ledger = ledger;
    this.retention = retention;
    this.chores = new Chores(limits);
  }

  /**
   * Opens both.
   *
   * @throws StartFailure if the operator changes a limit that no plugin has
   */
  static Upkeep of(
      Assembly assembly, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    return new Upkeep(
        Counting.open(assembly, database, keys, clock, metrics),
        new Ledger(database, keys, clock, metrics),
        Duration.ofDays(assembly.settings().get(KernelSettings.RETENTION_DAYS)));
  }

  LimitCounters limits() {
    return limits;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Begins to work in the background, once all plugins have started. */
  void begin(Map<String, Started> plugins) {
    plugins.forEach((id, started) -> {
      ledger.handle(id, started.events());
      started.chores().forEach(chore -> chores.onOneNode(id, chore));
    });
    chores.everywhere("processing events", PROCESS, ledger::processDue);
    chores.everywhere("cleaning the ledger", CLEAN, () -> ledger.clean(retention));
    chores.everywhere("sweeping limits", CLEAN, limits::sweep);
  }

  /** Lets finish what runs. */
  @Override
  public void close() {
    chores.close();
  }
}
