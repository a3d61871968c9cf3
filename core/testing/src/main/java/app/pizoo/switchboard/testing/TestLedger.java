package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.server.ledger.Ledger;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.spi.storage.Outbox;
import java.time.Clock;
import java.util.List;

/** The inbox and the outbox of one plugin, in a database of a test. */
public final class TestLedger {
  private final String plugin;
  private final Ledger ledger;

  /**
   * Creates both.
   *
   * @param plugin the plugin's id
   * @param database with the kernel's tables, such as a {@link MemoryDatabase}
   */
  public TestLedger(String plugin, Database database, Clock clock) {
    this.plugin = plugin;
    this.ledger = new Ledger(database, new TestKeyedHashes(), clock, new NoMetrics());
  }

  /** The plugin's inbox. An event in it is handled at once, if there is a handler. */
  public Inbox inbox() {
    return ledger.inbox(plugin);
  }

  /** The plugin's outbox. */
  public Outbox outbox() {
    return ledger.outbox(plugin);
  }

  /** Sets the handlers of the plugin's events. */
  public void subscribe(List<Inbox.Subscription<?>> subscriptions) {
    ledger.subscribe(plugin, subscriptions);
  }

  /** Handles events that are due again. */
  public void processDue() {
    ledger.processDue();
  }
}
