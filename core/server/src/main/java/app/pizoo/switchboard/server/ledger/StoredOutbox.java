package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.server.ledger.OrderTable.State;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The outbox of one plugin. */
final class StoredOutbox implements Outbox {
  /** Longer than anything that is sent may take: who runs still is gone. */
  private static final Duration LONGEST_RUN = Duration.ofSeconds(45);

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String owner;
  private final Database database;
  private final OrderTable orders;
  private final Fingerprints fingerprints;
  private final Clock clock;
  private final Metrics.Counter outcomes;

  StoredOutbox(
      String owner,
      Database database,
      Fingerprints fingerprints,
      Clock clock,
      Metrics.Counter outcomes) {
    this.owner = owner;
    this.database = database;
    this.orders = new OrderTable(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.outcomes = outcomes;
  }

  @Override
  public String send(Order order, Send send) {
    byte[] random = new byte[16];
    RANDOM.nextBytes(random);
    String id = HexFormat.of().formatHex(random);
    String key =
        order
            .key()
            .map(k -> fingerprints.of("outbox key", k.caller() + '\n' + k.value()))
            .orElse(id);
    String request =
        order.key().map(k -> fingerprints.of("outbox request", k.request())).orElse("");
    long patience = System.nanoTime() + PATIENCE.toNanos();
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
    Optional<OrderTable.Order> found = orders.find(owner, key);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    OrderTable.Order order = found.get();
    if (!order.request().equals(request)) {
      throw Problem.of(
          ProblemCode.IDEMPOTENCY_CONFLICT, "this Idempotency-Key was used for another request");
    }
    if (order.state() == State.SENT) {
      return Optional.of(order.result());
    }
    boolean gone = order.begunAt() + LONGEST_RUN.toMillis() < clock.millis();
    if (order.state() == State.UNKNOWN || gone || impatient) {
      throw Problem.of(
              ProblemCode.PROVIDER_UNAVAILABLE,
              "what became of the first request with this Idempotency-Key is not known yet")
          .retryAfter(LONGEST_RUN);
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
      database.write(sql -> settle(sql, id, Optional.empty()));
      throw refused;
    } catch (RuntimeException e) {
      outcomes.add(owner, "unknown");
      database.write(sql -> OrderTable.unknown(sql, id));
      throw e;
    }
    return switch (outcome) {
      case Outcome.Sent sent -> {
        outcomes.add(owner, "sent");
        database.write(sql -> {
          // First, for it locks the row: whoever erases now comes before this or after it.
          boolean settled = settle(sql, id, Optional.of(sent.result()));
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
        // First, for it locks the row: whoever erases now comes before this or after it.
        int noted = OrderTable.unknown(sql, id);
        if (!isErased(sql, id)) {
          unknown.record().accept(sql);
        }
        return noted;
      });
    } catch (Problem notWritten) {
      database.write(sql -> OrderTable.unknown(sql, id));
    }
  }

  @Override
  public List<Unsettled> unsettled(Duration age, int most) {
    return orders.unsettled(owner, clock.millis() - age.toMillis(), most);
  }

  @Override
  public boolean settle(Database.Sql sql, String id, Optional<String> result) {
    return OrderTable.settle(sql, owner, id, result, clock.millis());
  }

  @Override
  public boolean isErased(Database.Sql sql, String id) {
    return OrderTable.isErased(sql, owner, id);
  }
}
