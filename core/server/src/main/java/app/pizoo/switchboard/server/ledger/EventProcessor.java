package app.pizoo.switchboard.server.ledger;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.ledger.EventTable.Waiting;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Processes events. Normally an event is stored and processed in one transaction, which costs one
 * commit. If the handler fails, the event is stored alone, acknowledged, and retried later.
 */
final class EventProcessor {
  private static final System.Logger LOG = System.getLogger("switchboard.inbox");
  private static final int BATCH_SIZE = 100;
  private static final int MAX_ATTEMPTS = 12;
  private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);

  /** How long a claimed event is reserved for the node that claimed it. */
  private static final Duration CLAIM_TTL = Duration.ofSeconds(30);

  private final Database database;
  private final EventTable events;
  private final Clock clock;
  private final Map<Topic, Inbox.Subscription<?>> subscriptions = new ConcurrentHashMap<>();
  private final AtomicInteger deadLetters = new AtomicInteger();
  private final Metrics.Counter received;
  private final Metrics.Counter attempts;

  private record Topic(String owner, String name) {}

  EventProcessor(Database database, EventTable events, Clock clock, Metrics metrics) {
    this.database = database;
    this.events = events;
    this.clock = clock;
    received = metrics.counter("events_received", "Events received", "plugin", "known");
    attempts =
        metrics.counter("events_processed", "Attempts to process events", "plugin", "outcome");
    metrics.gauge("dead_letters", "Events whose processing failed for good", deadLetters::get);
  }

  void subscribe(String owner, List<Inbox.Subscription<?>> all) {
    all.forEach(one -> subscriptions.put(new Topic(owner, one.codec().topic()), one));
  }

  /** A subscription whose handler and codec share one type. */
  private record Typed<T>(Inbox.EventCodec<T> codec, Inbox.EventHandler<T> handler) {
    static <T> Typed<T> of(Inbox.Subscription<T> subscription) {
      return new Typed<>(subscription.codec(), subscription.handler());
    }

    Runnable handle(Database.Sql sql, Object event) {
      return handler.handle(sql, codec.type().cast(event));
    }

    Runnable handle(Database.Sql sql, Waiting event) {
      return handler.handle(sql, codec.decode(event.key(), event.fields()));
    }
  }

  <T> boolean accept(String owner, Inbox.EventCodec<T> codec, T event) {
    boolean first = writeAndProcess(owner, codec, event);
    received.add(owner, String.valueOf(!first));
    return first;
  }

  private <T> boolean writeAndProcess(String owner, Inbox.EventCodec<T> codec, T event) {
    String topic = codec.topic();
    String key = codec.key(event);
    Typed<?> subscription =
        find(owner, topic)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "plugin " + owner + " registers no handler for the topic " + topic));
    Optional<Runnable> after;
    try {
      after =
          database.write(sql ->
              EventTable.insertDone(sql, owner, topic, key, clock.millis())
                  ? Optional.of(subscription.handle(sql, event))
                  : Optional.empty());
    } catch (RuntimeException e) {
      // Any failure: an event that can be written now is acknowledged and retried later.
      long due = clock.millis() + pause(0);
      Waiting waiting = new Waiting(owner, topic, key, codec.encode(event), 1, due);
      boolean first = events.put(waiting, clock.millis(), kind(e));
      if (first) {
        note(waiting, false, e);
      }
      return first;
    }
    after.ifPresent(effect -> done(owner, topic, effect));
    return after.isPresent();
  }

  /** Processes events that are due; called every second. */
  void sweep() {
    long now = clock.millis();
    events.claim(now, now + CLAIM_TTL.toMillis(), BATCH_SIZE).forEach(this::process);
  }

  /** Removes old keys and dead letters older than the retention; counts the other dead letters. */
  void clean(Duration retention) {
    long now = clock.millis();
    events.sweep(now, now - retention.toMillis());
    deadLetters.set(events.countDeadLetters());
  }

  private void process(Waiting waiting) {
    try {
      database
          .write(sql ->
              EventTable.finish(sql, waiting)
                  ? Optional.of(subscription(waiting).handle(sql, waiting))
                  : Optional.<Runnable>empty())
          .ifPresent(effect -> done(waiting.owner(), waiting.topic(), effect));
    } catch (RuntimeException e) {
      boolean last = waiting.attempts() + 1 >= MAX_ATTEMPTS;
      note(waiting, last, e);
      events.fail(waiting, last, clock.millis() + pause(waiting.attempts()), kind(e));
      if (last) {
        deadLetters.incrementAndGet();
      }
    }
  }

  private Typed<?> subscription(Waiting event) {
    return find(event.owner(), event.topic())
        .orElseThrow(() -> new IllegalStateException("no handler for this topic"));
  }

  private Optional<Typed<?>> find(String owner, String topic) {
    return Optional.ofNullable(subscriptions.get(new Topic(owner, topic))).map(Typed::of);
  }

  private void done(String owner, String topic, Runnable effect) {
    attempts.add(owner, "done");
    try {
      effect.run();
    } catch (RuntimeException e) {
      LOG.log(WARNING, "after event " + topic + " of " + owner + ": " + place(e));
    }
  }

  private void note(Waiting waiting, boolean last, RuntimeException cause) {
    attempts.add(waiting.owner(), last ? "dead_letter" : "failed");
    LOG.log(
        last ? ERROR : WARNING,
        "event "
            + waiting.topic()
            + " of "
            + waiting.owner()
            + (last ? " is a dead letter now: " : " failed: ")
            + place(cause));
  }

  /** Only the class of a failure is stored: its message may hold the event's data. */
  private static String kind(RuntimeException e) {
    return e.getClass().getSimpleName();
  }

  /** The class and place of a failure, for the log, which must not get the message either. */
  private static String place(RuntimeException e) {
    StackTraceElement[] frames = e.getStackTrace();
    return kind(e) + (frames.length == 0 ? "" : " at " + frames[0]);
  }

  private static long pause(int attempts) {
    return Math.min(
        Duration.ofSeconds(2L << Math.min(attempts, 10)).toMillis(), MAX_BACKOFF.toMillis());
  }
}
