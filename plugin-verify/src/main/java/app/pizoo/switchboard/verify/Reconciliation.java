package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Outbox.Unsettled;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks Twilio what became of starts and checks that were not answered. */
final class Reconciliation {
  private static final Duration UNSETTLED = Duration.ofMinutes(1);
  private static final Duration CERTAIN = Duration.ofMinutes(5);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);
  private static final int MOST_ORDERS = 100;
  private static final int MOST_LISTED = 1000;
  private static final int MOST_ASKED = 20;

  private final VerifyGateway gateway;
  private final Verifications verifications;
  private final Outbox outbox;
  private final Database database;
  private final Fingerprints fingerprints;
  private final Clock clock;

  Reconciliation(
      VerifyGateway gateway,
      Verifications verifications,
      Outbox outbox,
      Database database,
      Fingerprints fingerprints,
      Clock clock) {
    this.gateway = gateway;
    this.verifications = verifications;
    this.outbox = outbox;
    this.database = database;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /** By which an order's recipient is recognised. */
  static String to(String value, Fingerprints fingerprints) {
    return fingerprints.of("verify.order.to", value);
  }

  /** One round; bounded in what it asks for. */
  void run() {
    settle(outbox.unsettled(UNSETTLED, MOST_ORDERS));
    for (String sid : verifications.overdue(MOST_ASKED)) {
      verifications.settle(sid, gateway.isApproved(sid));
    }
  }

  /** A code that was sent is enough to know: what it is worth, a check will tell. */
  private void settle(List<Unsettled> orders) {
    if (orders.isEmpty()) {
      return;
    }
    Instant since = orders.getFirst().begun().minus(TOLERANCE);
    List<String> recipients = gateway.recipientsSince(since, MOST_LISTED);
    boolean whole = recipients.size() < MOST_LISTED;
    Set<String> sent = new HashSet<>();
    recipients.forEach(recipient -> sent.add(to(recipient, fingerprints)));
    for (Unsettled order : orders) {
      boolean went = sent.contains(order.details().get("to"));
      boolean certain = whole && order.begun().plus(CERTAIN).isBefore(clock.instant());
      if (went || certain) {
        Optional<String> result = went ? Optional.of(order.id()) : Optional.empty();
        database.write(sql -> outbox.settle(sql, order.id(), result));
      }
    }
  }
}
