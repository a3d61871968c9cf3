package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Database.Sql;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Remembers how far each message has come. */
final class Messages {
  static final Duration KEPT = Duration.ofDays(90);

  private final Database database;
  private final Fingerprints fingerprints;
  private final Clock clock;

  Messages(Database database, Fingerprints fingerprints, Clock clock) {
    this.database = database;
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /**
   * Moves a message to a state, unless it has come further; true if it moved.
   *
   * <p>A message that is unknown is remembered: its first callback may be faster than Twilio's
   * answer to its sending.
   */
  boolean move(StatusEvent event) {
    String recipient =
        event.recipient().map(PhoneNumber::value).map(Messages.this::fingerprint).orElse("");
    String masked = event.recipient().map(PhoneNumber::toString).orElse("");
    long now = clock.millis();
    return database.write(sql -> {
      sql.update("DELETE FROM sms_messages WHERE updated_at < ?", now - KEPT.toMillis());
      return insert(sql, event, recipient, masked, now) || raise(sql, event, now);
    });
  }

  /** The state of a message, in Twilio's words. */
  Optional<String> status(String sid) {
    return database.read(sql ->
        sql.queryOne(
            "SELECT status FROM sms_messages WHERE sid = ?", row -> row.getString(1), sid));
  }

  private static boolean insert(
      Sql sql, StatusEvent event, String recipient, String masked, long now) {
    return sql.update(
            """
            INSERT INTO sms_messages
              (sid, recipient, masked, status, status_rank, error_code, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sid) DO NOTHING
            """,
            event.sid(),
            recipient,
            masked,
            event.status().twilioName(),
            event.status().rank(),
            event.errorCode(),
            now)
        == 1;
  }

  private static boolean raise(Sql sql, StatusEvent event, long now) {
    return sql.update(
            """
            UPDATE sms_messages SET status = ?, status_rank = ?, error_code = ?, updated_at = ?
            WHERE sid = ? AND status_rank < ?
            """,
            event.status().twilioName(),
            event.status().rank(),
            event.errorCode(),
            now,
            event.sid(),
            event.status().rank())
        == 1;
  }

  private String fingerprint(String number) {
    return fingerprints.of("sms.recipient", number);
  }
}
