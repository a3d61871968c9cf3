package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.sms.SmsGateway.Found;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Outbox.Unresolved;
import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks Twilio what became of messages, where neither answers nor callbacks have told. */
final class SmsReconciler {
  /** Longer than a request may take, so that what is sent right now is left alone. */
  private static final Duration UNSETTLED = Duration.ofMinutes(1);

  /**
   * A message that Twilio does not list after so long was never taken on. Where it lists one that
   * queues is nowhere said; the slowest sender takes 600 in this time, three hours' budget.
   */
  private static final Duration CERTAIN = Duration.ofMinutes(10);

  /** How often the list is read for those that are not found at once. */
  private static final Duration SELDOM = Duration.ofMinutes(5);

  /** Two clocks, and the time until Twilio takes a message on. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private static final int MAX_ENTRIES = 100;
  private static final int MAX_LISTED = 5000;
  private static final int MAX_ASKED = 20;

  private final SmsGateway gateway;
  private final Messages messages;
  private final Outbox outbox;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final SmsMetrics events;
  private volatile Instant listed = Instant.EPOCH;

  SmsReconciler(
      SmsGateway gateway,
      Messages messages,
      Outbox outbox,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      SmsMetrics events) {
    this.gateway = gateway;
    this.messages = messages;
    this.outbox = outbox;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.events = events;
  }

  /** What an order leaves behind, by which its message is recognised. */
  static Map<String, String> details(PhoneNumber recipient, String body, KeyedHashes keyedHashes) {
    return details(recipient.value(), body, keyedHashes);
  }

  private static Map<String, String> details(String to, String body, KeyedHashes keyedHashes) {
    return Map.of("to", Recipient.key(to, keyedHashes), "body", keyedHashes.of("sms.body", body));
  }

  /** Asks for messages that should have come further by now; so many at most. */
  void ask() {
    for (String sid : messages.overdue(MAX_ASKED)) {
      gateway
          .fetch(sid)
          .flatMap(this::event)
          .ifPresent(event -> {
            boolean moved = database.write(sql -> messages.move(sql, event));
            if (moved) {
              events.moved(event);
            }
          });
    }
  }

  /** Looks for what became of sends that were not answered; bounded in what it lists. */
  void resolve() {
    List<Unresolved> orders = outbox.unresolved(UNSETTLED, MAX_ENTRIES);
    Instant now = clock.instant();
    if (orders.isEmpty()
        || (orders.getFirst().begun().plus(SELDOM).isBefore(now)
            && listed.plus(SELDOM).isAfter(now))) {
      return;
    }
    listed = now;
    Listing<Found> sent = gateway.since(orders.getLast().begun().minus(TOLERANCE), MAX_LISTED);
    for (Unresolved order : orders) {
      boolean certain =
          sent.reaches(order.begun().minus(TOLERANCE)) && order.begun().plus(CERTAIN).isBefore(now);
      try {
        database.write(sql -> resolve(sql, order, sent.items(), certain));
      } catch (Taken e) {
        // The next round sees whose it is.
      }
    }
  }

  /** Undoes settling an order with a message that is just being noted for another. */
  private static final class Taken extends RuntimeException {
    Taken() {
      super("", null, false, false);
    }
  }

  private boolean resolve(Sql sql, Unresolved order, List<Found> sent, boolean certain) {
    // Another order with the same text may have been settled with one of them just before.
    Optional<Found> match =
        sent.stream()
            .filter(message -> matches(order, message))
            .filter(message -> !Messages.contains(sql, message.sid()))
            .reduce((newer, older) -> older);
    if (match.isEmpty()) {
      return certain && outbox.resolve(sql, order.id(), Optional.empty());
    }
    boolean settled =
        outbox.resolve(
            sql,
            order.id(),
            Optional.of(new SentMessage(match.get().sid(), match.get().status()).text()));
    if (settled
        && event(match.get())
            .filter(event -> !messages.add(sql, event.kept(sql, outbox, order.id())))
            .isPresent()) {
      throw new Taken();
    }
    return settled;
  }

  private boolean matches(Unresolved order, Found message) {
    Duration late = Duration.between(order.begun(), message.created());
    return late.abs().compareTo(TOLERANCE) <= 0
        && order.details().equals(details(message.to(), message.body(), keyedHashes));
  }

  private Optional<StatusEvent> event(Found message) {
    return StatusEvent.find(
        message.sid(),
        message.status(),
        message.errorCode(),
        PhoneNumber.find(message.to())
            .map(number -> Recipient.of(number, keyedHashes))
            .orElse(Recipient.UNKNOWN));
  }
}
