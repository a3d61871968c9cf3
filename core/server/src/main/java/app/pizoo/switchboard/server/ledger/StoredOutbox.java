package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.server.ledger.OutboxTable.State;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Outbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The outbox of one plugin. */
final class StoredOutbox implements Outbox {
  /** Longer than any send takes: the node of an entry that is still running has died. */
  private static final Duration MAX_SEND_TIME = Duration.ofSeconds(45);

  private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String owner;
  private final Database database;
  private final OutboxTable table;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final Metrics.Counter outcomes;
  private final OutboxReconciler reconciler;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sendEnded = lock.newCondition();

  /** The number of sends that have ended; guarded by the lock. */
  private long ended;

  StoredOutbox(
      String owner,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      Metrics.Counter outcomes,
      OutboxReconciler reconciler) {
    this.owner = owner;
    this.database = database;
    this.table = new OutboxTable(database);
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.outcomes = outcomes;
    this.reconciler = reconciler;
  }

  @Override
  public String send(Entry entry, Send send) {
    String id = newId();
    if (entry.key().isEmpty()) {
      admit(entry, send, id);
      return run(id, send);
    }
    Key client = entry.key().get();
    String key = keyedHashes.of("outbox key", client.caller() + '\n' + client.value());
    String request = keyedHashes.of("outbox request", client.request());
    long deadline = System.nanoTime() + WAIT_TIMEOUT.toNanos();
    while (!database.write(
        sql -> OutboxTable.begin(sql, owner, id, key, request, entry.details(), clock.millis()))) {
      Optional<String> result = earlierResult(key, request, System.nanoTime() > deadline);
      if (result.isPresent()) {
        outcomes.add(owner, "repeated");
        return result.get();
      }
    }
    try {
      return run(id, admittedBy(send));
    } finally {
      signalEnd();
    }
  }

  private void admit(Entry entry, Send send, String id) {
    try {
      send.admit();
      database.write(sql -> {
        send.count(sql);
        return OutboxTable.begin(sql, owner, id, id, "", entry.details(), clock.millis());
      });
    } catch (Problem refused) {
      outcomes.add(owner, "refused");
      throw refused;
    }
  }

  /** Admits and counts only after the key is stored: a repeated request must do neither again. */
  private Send admittedBy(Send send) {
    return id -> {
      send.admit();
      database.write(sql -> {
        send.count(sql);
        return true;
      });
      return send.run(id);
    };
  }

  /** Unguessable, and ascending with time: neighbors in an index cost the database least. */
  private String newId() {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    return HexFormat.of().toHexDigits(clock.millis(), 12) + HexFormat.of().formatHex(random);
  }

  /** The result of the entry with this key; empty if it is still being sent. */
  private Optional<String> earlierResult(String key, String request, boolean timedOut) {
    Optional<OutboxTable.Entry> found = table.find(owner, key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OutboxTable.Entry entry = found.get();
    if (!entry.request().equals(request)) {
      throw Problem.of(
          ProblemCode.IDEMPOTENCY_CONFLICT, "this Idempotency-Key was used for another request");
    }
    if (entry.state() == State.SENT) {
      return Optional.of(entry.result());
    }
    boolean abandoned = entry.begunAt() + MAX_SEND_TIME.toMillis() < clock.millis();
    if (entry.state() == State.UNKNOWN || abandoned || timedOut) {
      throw Problem.of(
              ProblemCode.PROVIDER_UNAVAILABLE,
              "the outcome of the first request with this Idempotency-Key is not known yet")
          .retryAfter(MAX_SEND_TIME);
    }
    awaitChange();
    return Optional.empty();
  }

  /** Until a send of this node ends, or for a moment: other nodes cannot signal. */
  private void awaitChange() {
    lock.lock();
    try {
      long before = ended;
      long left = POLL_INTERVAL.toNanos();
      while (ended == before && left > 0) {
        left = sendEnded.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    } finally {
      lock.unlock();
    }
  }

  private void signalEnd() {
    lock.lock();
    try {
      ended++;
      sendEnded.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private String run(String id, Send send) {
    Outcome outcome;
    try {
      outcome = send.run(id);
    } catch (Problem refused) {
      outcomes.add(owner, "refused");
      database.write(sql -> resolve(sql, id, Optional.empty()));
      throw refused;
    } catch (RuntimeException e) {
      outcomes.add(owner, "unknown");
      database.write(sql -> OutboxTable.unknown(sql, id));
      throw e;
    }
    return switch (outcome) {
      case Outcome.Sent sent -> {
        outcomes.add(owner, "sent");
        database.write(sql -> {
          // First, because it locks the row: a concurrent erasure runs before or after this.
          boolean resolved = resolve(sql, id, Optional.of(sent.result()));
          sent.record().accept(sql);
          return resolved;
        });
        yield sent.result();
      }
      case Outcome.Unknown unknown -> {
        outcomes.add(owner, "unknown");
        recordUnknown(unknown, id);
        throw unknown.problem();
      }
    };
  }

  private void recordUnknown(Outcome.Unknown unknown, String id) {
    try {
      database.write(sql -> {
        // First, because it locks the row: a concurrent erasure runs before or after this.
        int changed = OutboxTable.unknown(sql, id);
        if (!isErased(sql, id)) {
          unknown.record().accept(sql);
        }
        return changed;
      });
    } catch (Problem notRecorded) {
      database.write(sql -> OutboxTable.unknown(sql, id));
    }
  }

  @Override
  public List<Unresolved> unresolved(Duration minAge, int max) {
    return table.unresolved(owner, clock.millis() - minAge.toMillis(), max);
  }

  @Override
  public <T> void reconcile(Reconciliation<T> reconciliation) {
    reconciler.reconcile(this, reconciliation);
  }

  @Override
  public boolean resolve(Database.Sql sql, String id, Optional<String> result) {
    return OutboxTable.resolve(sql, owner, id, result, clock.millis());
  }

  @Override
  public boolean isErased(Database.Sql sql, String id) {
    return OutboxTable.isErased(sql, owner, id);
  }
}
