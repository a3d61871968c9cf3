package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Erasure;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stores messages and their delivery status. */
final class Messages {
  /** A message without an update for this long is fetched from Twilio. */
  private static final Duration OVERDUE_AFTER = Duration.ofMinutes(15);

  /** After this time a message is no longer fetched: some carriers never report a delivery. */
  private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);

  private final Database database;
  private final Clock clock;

  Messages(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Moves a message to a later status; returns whether it moved.
   *
   * <p>An unknown message is stored, because its first callback may arrive before Twilio's response
   * to the send.
   */
  boolean move(Sql sql, StatusEvent event) {
    return write(
        sql,
        event,
        """
        UPDATE SET
          status = excluded.status, status_rank = excluded.status_rank,
          error_code = excluded.error_code, updated_at = excluded.updated_at
        WHERE sms_messages.status_rank < excluded.status_rank
        """);
  }

  /** Stores a message; returns false if it exists, or if a concurrent transaction is storing it. */
  boolean add(Sql sql, StatusEvent event) {
    return write(sql, event, "NOTHING");
  }

  private boolean write(Sql sql, StatusEvent event, String ifKnown) {
    long now = clock.millis();
    return sql.update(
            """
            INSERT INTO sms_messages
              (sid, recipient, masked, status, status_rank, error_code, sent_at, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (sid) DO\
            """
                + ' '
                + ifKnown,
            event.sid(),
            event.recipient().key(),
            event.recipient().masked(),
            event.status().twilioName(),
            event.status().rank(),
            event.errorCode(),
            now,
            now)
        == 1;
  }

  /** Whether a message is stored. */
  static boolean contains(Sql sql, String sid) {
    return sql.queryOne(
            "SELECT 1 AS n FROM sms_messages WHERE sid = ?", row -> row.getInt("n"), sid)
        .isPresent();
  }

  /** A page of messages, newest first. */
  List<MessageEntry> list(Page page) {
    return database.read(sql ->
        sql.query(
            """
            SELECT sid, masked, status, error_code, sent_at FROM sms_messages
            WHERE sent_at < ? OR (sent_at = ? AND sid < ?)
            ORDER BY sent_at DESC, sid DESC LIMIT ?
            """,
            row ->
                new MessageEntry(
                    row.getString("sid"),
                    row.getString("masked"),
                    row.getString("status"),
                    row.getString("error_code"),
                    Instant.ofEpochMilli(row.getLong("sent_at"))),
            page.before(),
            page.before(),
            page.beforeId(),
            page.rows()));
  }

  /**
   * Messages without a final status and without recent updates; each is returned at most once per
   * {@link #OVERDUE_AFTER}.
   */
  List<String> overdue(int max) {
    long now = clock.millis();
    return database.write(sql -> {
      List<String> sids =
          sql.query(
              """
              SELECT sid FROM sms_messages
              WHERE status_rank < ? AND asked_at < ? AND updated_at < ? AND sent_at > ?
              ORDER BY asked_at LIMIT ?
              """,
              row -> row.getString("sid"),
              DeliveryStatus.end(),
              now - OVERDUE_AFTER.toMillis(),
              now - OVERDUE_AFTER.toMillis(),
              now - GIVE_UP_AFTER.toMillis(),
              max);
      sids.forEach(
          sid -> sql.update("UPDATE sms_messages SET asked_at = ? WHERE sid = ?", now, sid));
      return sids;
    });
  }

  /**
   * Erases a recipient from all messages. The rows stay, because a late or repeated callback would
   * otherwise store the message again, with its recipient.
   */
  static int erase(Erasure erasure) {
    return erasure
        .sql()
        .update(
            "UPDATE sms_messages SET recipient = '', masked = '' WHERE recipient = ?",
            Recipient.key(erasure.subject(), erasure.keyedHashes()));
  }

  /** Removes messages older than the retention time. */
  void sweep(Duration retention) {
    database.write(sql ->
        sql.update(
            "DELETE FROM sms_messages WHERE updated_at < ?",
            clock.millis() - retention.toMillis()));
  }
}
