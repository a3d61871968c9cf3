package app.pizoo.switchboard.verify;

import static java.util.stream.Collectors.groupingBy;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Outbox.Unresolved;
import app.pizoo.switchboard.twilio.Listing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks Twilio what became of starts and checks that were not answered. */
final class VerifyReconciler {
  /** Longer than a request may take, so that what is sent right now is left alone. */
  private static final Duration UNSETTLED = Duration.ofMinutes(1);

  /** A code that Twilio does not list after so long was never sent. */
  private static final Duration CERTAIN = Duration.ofMinutes(5);

  /** Two clocks, and the time that a start may wait for its turn. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final int MAX_ENTRIES = 100;
  private static final int MAX_LISTED = 5000;
  private static final int MAX_ASKED = 20;

  private final VerifyGateway gateway;
  private final Verifications verifications;
  private final UnansweredChecks checks;
  private final Outbox outbox;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;

  VerifyReconciler(
      VerifyGateway gateway,
      Verifications verifications,
      Outbox outbox,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock) {
    this.gateway = gateway;
    this.verifications = verifications;
    this.checks = new UnansweredChecks(database, clock);
    this.outbox = outbox;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
  }

  /** By which an order's recipient is recognised. */
  static String to(String value, KeyedHashes keyedHashes) {
    return keyedHashes.of("verify.order.to", value);
  }

  /** Asks whether verifications that are over were approved; so many at most. */
  void ask() {
    for (String sid : checks.overdue(MAX_ASKED)) {
      checks.resolve(sid, gateway.isApproved(sid));
    }
  }

  /** Looks for what became of starts that were not answered; bounded in what it lists. */
  void resolve() {
    List<Unresolved> orders = outbox.unresolved(UNSETTLED, MAX_ENTRIES);
    if (orders.isEmpty()) {
      return;
    }
    Instant since = orders.getLast().begun().minus(TOLERANCE);
    Listing<SentCode> codes = gateway.codesSince(since, MAX_LISTED);
    Map<String, List<SentCode>> byRecipient =
        codes.items().stream()
            .collect(groupingBy(code -> to(Recipient.normal(code.to()), keyedHashes)));
    for (Unresolved order : orders) {
      String to = order.details().getOrDefault("to", "");
      Optional<SentCode> sent = sent(order, byRecipient.getOrDefault(to, List.of()));
      boolean certain =
          codes.reaches(order.begun().minus(TOLERANCE))
              && order.begun().plus(CERTAIN).isBefore(clock.instant());
      if (sent.isPresent() || certain) {
        database.write(sql -> resolve(sql, order, sent));
      }
    }
  }

  /** The code that was sent when an order was begun, of those to its recipient. */
  private static Optional<SentCode> sent(Unresolved order, List<SentCode> codes) {
    return codes.stream()
        .filter(code -> late(order, code).compareTo(TOLERANCE) <= 0)
        .min(Comparator.comparing(code -> late(order, code)));
  }

  private static Duration late(Unresolved order, SentCode code) {
    return Duration.between(order.begun(), code.at()).abs();
  }

  /** What a code is worth, a check will tell, if it is known whose it is. */
  private boolean resolve(Sql sql, Unresolved order, Optional<SentCode> sent) {
    // First, for it locks the row: whoever erases now comes before this or after it.
    boolean settled = outbox.resolve(sql, order.id(), sent.map(code -> order.id()));
    if (settled && !outbox.isErased(sql, order.id())) {
      sent.ifPresent(code ->
          Recipient.find(code.to())
              .ifPresent(recipient ->
                  verifications.beginLate(sql, recipient, code, verifications.handle(order.id()))));
    }
    return settled;
  }
}
