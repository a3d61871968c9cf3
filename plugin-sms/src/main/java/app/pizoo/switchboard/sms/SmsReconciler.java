package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.sms.SmsGateway.Found;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Outbox.Unresolved;
import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reconciles messages whose state was reported neither by Twilio's response nor by a callback. */
final class SmsReconciler implements Outbox.Reconciliation<Found> {
  /**
   * A message that Twilio does not list after ten minutes was never accepted. Its documentation
   * does not state when it lists a queued message; the slowest sender sends 600 messages in this
   * time, the rate limit of three hours. The tolerance covers clock skew and the time until Twilio
   * accepts a message.
   */
  private static final Outbox.Timing TIMING =
      new Outbox.Timing(
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));

  private static final int MAX_FETCHED = 20;

  private final SmsGateway gateway;
  private final Messages messages;
  private final Outbox outbox;
  private final Database database;
  private final KeyedHashes keyedHashes;
  private final SmsMetrics metrics;

  SmsReconciler(
      SmsGateway gateway,
      Messages messages,
      Outbox outbox,
      Database database,
      KeyedHashes keyedHashes,
      SmsMetrics metrics) {
    this.gateway = gateway;
    this.messages = messages;
    this.outbox = outbox;
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.metrics = metrics;
  }

  /** The details of an entry, which identify its message. */
  static Map<String, String> details(PhoneNumber recipient, String body, KeyedHashes keyedHashes) {
    return details(recipient.value(), body, keyedHashes);
  }

  private static Map<String, String> details(String to, String body, KeyedHashes keyedHashes) {
    return Map.of("to", Recipient.key(to, keyedHashes), "body", keyedHashes.of("sms.body", body));
  }

  /** Fetches overdue messages, up to a maximum. */
  void ask() {
    for (String sid : messages.overdue(MAX_FETCHED)) {
      gateway
          .fetch(sid)
          .flatMap(this::event)
          .ifPresent(event -> {
            boolean moved = database.write(sql -> messages.move(sql, event));
            if (moved) {
              metrics.moved(event);
            }
          });
    }
  }

  @Override
  public Outbox.Timing timing() {
    return TIMING;
  }

  @Override
  public Outbox.Listed<Found> list(Instant since, int max) {
    Listing<Found> sent = gateway.since(since, max);
    return new Outbox.Listed<>(sent.items(), sent.completeSince());
  }

  @Override
  public Instant sentAt(Found message) {
    return message.created();
  }

  @Override
  public Map<String, String> details(Found message) {
    return details(message.to(), message.body(), keyedHashes);
  }

  /**
   * Takes the oldest match, because another entry with the same text may just have been resolved
   * with a newer one.
   */
  @Override
  public Optional<Found> choose(Sql sql, Unresolved entry, List<Found> candidates) {
    return candidates.stream()
        .filter(message -> !Messages.contains(sql, message.sid()))
        .reduce((newer, older) -> older);
  }

  @Override
  public String result(Unresolved entry, Found message) {
    return new SentMessage(message.sid(), message.status()).text();
  }

  @Override
  public boolean record(Sql sql, Unresolved entry, Found message) {
    return event(message)
        .map(event -> messages.add(sql, event.kept(sql, outbox, entry.id())))
        .orElse(true);
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
