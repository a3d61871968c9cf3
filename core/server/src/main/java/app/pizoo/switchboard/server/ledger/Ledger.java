package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.spi.storage.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The inboxes and outboxes of all plugins. */
public final class Ledger {
  /** An outcome that is unknown for this long stays unknown: the entry and its key are removed. */
  private static final Duration UNKNOWN_TTL = Outbox.RESULT_TTL.multipliedBy(2);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final EventProcessor processor;
  private final Metrics.Counter sends;
  private final Map<String, OutboxReconciler> reconcilers = new ConcurrentHashMap<>();

  /** Creates a ledger. It processes an event only after {@link #subscribe} named its handler. */
  public Ledger(Database database, KeyedHashes keyedHashes, Clock clock, Metrics metrics) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.processor = new EventProcessor(database, new EventTable(database), clock, metrics);
    this.sends =
        metrics.counter("outbox_sends", "Sends of the outbox, by outcome", "plugin", "outcome");
  }

  /** The inbox of one plugin. */
  public Inbox inbox(String plugin) {
    return new Inbox() {
      @Override
      public <T> boolean put(EventCodec<T> codec, T event) {
        return processor.accept(plugin, codec, event);
      }
    };
  }

  /** The outbox of one plugin. */
  public Outbox outbox(String plugin) {
    OutboxReconciler reconciler =
        reconcilers.computeIfAbsent(plugin, id -> new OutboxReconciler(database, clock));
    return new StoredOutbox(plugin, database, keyedHashes, clock, sends, reconciler);
  }

  /** Registers the handlers of a plugin's events. */
  public void subscribe(String plugin, List<Inbox.Subscription<?>> subscriptions) {
    processor.subscribe(plugin, subscriptions);
  }

  /** Processes events that are due; called every second. */
  public void processDue() {
    processor.sweep();
  }

  /**
   * Removes processed events and resolved entries whose keys have expired.
   *
   * @param retention how long dead letters are kept
   */
  public void clean(Duration retention) {
    processor.clean(retention);
    long now = clock.millis();
    new OutboxTable(database)
        .sweep(now - Outbox.RESULT_TTL.toMillis(), now - UNKNOWN_TTL.toMillis());
  }
}
