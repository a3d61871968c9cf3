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

/** The outbox of one plugin. */
final class StoredOutbox implements Outbox {
  /** Longer than anything that is sent may take: who runs still is gone. */
  private static final Duration MAX_SEND_TIME = Duration.ofSeconds(45);

  private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String owner;
  private final Database database;
  private final OutboxTable orders;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final Metrics.Counter outcomes;
  private final OutboxReconciler reconciler;

  StoredOutbox(
      String owner,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      Metrics.Counter outcomes,
      OutboxReconciler reconciler) {
    this.owner = owner;
    this.database = database;
    this.orders = new OutboxTable(database);
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.outcomes = outcomes;
    this.reconciler = reconciler;
  }

  @Override
  public String send(Entry order, Send send) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    String key =
        order
            .key()
            .map(k -> keyedHashes.of("outbox key", k.caller() + '\n' + k.value()))
            .orElse(id);
    String request = order.key().map(k -> keyedHashes.of("outbox request", k.request())).orElse("");
    long patience = System.nanoTime() + WAIT_TIMEOUT.toNanos();
    while (!orders.begin(owner, id, key, request, order.details(), clock.millis())) {
      Optional<String> result = former(key, request, System.nanoTime() > patience);
      if (result.isPresent()) {
        outcomes.add(owner, "repeated");
        return result.get();
      }
    }
    return carryOut(id, send);
  }

  /** What the order with this key came to; empty if there is nothing to be said yet. */
  private Optional<String> former(String key, String request, boolean impatient) {
    Optional<OutboxTable.Entry> found = orders.find(owner, key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OutboxTable.Entry order = found.get();
    if (!order.request().equals(request)) {
      throw Problem.of(
          ProblemCode.IDEMPOTENCY_CONFLICT, "this Idempotency-Key was used for another request");
    }
    if (order.state() == State.SENT) {
      return Optional.of(order.result());
    }
    boolean gone = order.begunAt() + MAX_SEND_TIME.toMillis() < clock.millis();
    if (order.state() == State.UNKNOWN || gone || impatient) {
      throw Problem.of(
              ProblemCode.PROVIDER_UNAVAILABLE,
              "what became of the first request with this Idempotency-Key is not known yet")
          .retryAfter(MAX_SEND_TIME);
    }
    pause();
    return Optional.empty();
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    }
  }

  private String carryOut(String id, Send send) {
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
          boolean settled = resolve(sql, id, Optional.of(sent.result()));
          sent.record().accept(sql);
          return settled;
        });
        yield sent.result();
      }
      case Outcome.Unknown unknown -> {
        outcomes.add(owner, "unknown");
        note(unknown, id);
        throw unknown.problem();
      }
    };
  }

  private void note(Outcome.Unknown unknown, String id) {
    try {
      database.write(sql -> {
        // First, because it locks the row: a concurrent erasure runs before or after this.
        int noted = OutboxTable.unknown(sql, id);
        if (!isErased(sql, id)) {
          unknown.record().accept(sql);
        }
        return noted;
      });
    } catch (Problem notWritten) {
      database.write(sql -> OutboxTable.unknown(sql, id));
    }
  }

  @Override
  public List<Unresolved> unresolved(Duration minAge, int max) {
    return orders.unresolved(owner, clock.millis() - minAge.toMillis(), max);
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
