package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Clock;
import java.time.Duration;

/** Stores opt-outs. */
final class OptOuts {
  private static final Duration REPEAT_WINDOW = Duration.ofDays(7);

  private final Database database;
  private final KeyedHashes keyedHashes;
  private final Clock clock;

  OptOuts(Database database, KeyedHashes keyedHashes, Clock clock) {
    this.database = database;
    this.keyedHashes = keyedHashes;
    this.clock = clock;
  }

  /** Whether a number has opted out. */
  boolean contains(PhoneNumber number) {
    String key = key(number);
    return database
        .read(sql ->
            sql.queryOne(
                "SELECT 1 AS n FROM sms_opt_outs WHERE recipient = ?", row -> row.getInt("n"), key))
        .isPresent();
  }

  /** Stores an opt-out that Twilio has reported. */
  void add(PhoneNumber number) {
    String key = key(number);
    database.write(sql -> insert(sql, key, number.toString(), clock.millis()));
  }

  /**
   * Applies an inbound message once: a repeated webhook must not undo a later message. Returns true
   * the first time.
   */
  boolean apply(String messageSid, PhoneNumber number, Keyword keyword) {
    String key = key(number);
    long now = clock.millis();
    return database.write(sql -> {
      sql.update("DELETE FROM sms_keywords WHERE received_at < ?", now - REPEAT_WINDOW.toMillis());
      int first =
          sql.update(
              """
              INSERT INTO sms_keywords (message_sid, received_at) VALUES (?, ?)
              ON CONFLICT (message_sid) DO NOTHING
              """,
              messageSid,
              now);
      if (first == 0) {
        return false;
      }
      switch (keyword) {
        case STOP -> insert(sql, key, number.toString(), now);
        case START -> sql.update("DELETE FROM sms_opt_outs WHERE recipient = ?", key);
      }
      return true;
    });
  }

  private static int insert(Database.Sql sql, String key, String masked, long now) {
    return sql.update(
        """
        INSERT INTO sms_opt_outs (recipient, masked, since) VALUES (?, ?, ?)
        ON CONFLICT (recipient) DO NOTHING
        """,
        key,
        masked,
        now);
  }

  private String key(PhoneNumber number) {
    return Recipient.key(number.value(), keyedHashes);
  }
}
