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

/** Keeps what came in and what went out, for all plugins. */
public final class Ledger {
  /** What nobody could tell for so long, nobody will; its key is forgotten with it. */
  private static final Duration HOPELESS = Outbox.RESULT_TTL.multipliedBy(2);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final EventProcessor processor;
  private final Metrics.Counter orders;
  private final Map<String, OutboxReconciler> reconcilers = new ConcurrentHashMap<>();

  /** Creates it; nothing is processed before its handlers are known. */
  public Ledger(Database database, KeyedHashes keyedHashes, Clock clock, Metrics metrics) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.processor = new EventProcessor(database, new EventTable(database), clock, metrics);
    this.orders = metrics.counter("orders", "What became of orders to send", "plugin", "outcome");
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
    return new StoredOutbox(plugin, database, keyedHashes, clock, orders, reconciler);
  }

  /** Learns how a plugin's events are processed. */
  public void subscribe(String plugin, List<Inbox.Subscription<?>> subscriptions) {
    processor.subscribe(plugin, subscriptions);
  }

  /** Processes events that are due; called every second. */
  public void processDue() {
    processor.sweep();
  }

  /**
   * Removes what is remembered no longer.
   *
   * @param retention how long events that could not be processed are kept
   */
  public void clean(Duration retention) {
    processor.clean(retention);
    long now = clock.millis();
    new OutboxTable(database).sweep(now - Outbox.RESULT_TTL.toMillis(), now - HOPELESS.toMillis());
  }
}
