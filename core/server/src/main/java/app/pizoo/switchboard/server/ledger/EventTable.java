package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.spi.storage.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of inbox events: those to process, and the keys of those already processed. */
public final class EventTable {
  /** How long the key of a processed event is kept, to recognize repeated deliveries. */
  private static final Duration KEY_TTL = Duration.ofHours(24);

  private final Database database;

  /** The table in a database whose migrations have run. */
  public EventTable(Database database) {
    this.database = database;
  }

  /**
   * An event that waits for processing.
   *
   * @param owner id of the plugin it is for
   * @param fields what happened, encoded
   * @param attempts how often processing it has failed
   * @param dueAt when it may be processed, in milliseconds since 1970
   */
  record Waiting(
      String owner,
      String topic,
      String key,
      Map<String, String> fields,
      int attempts,
      long dueAt) {
    static Waiting read(ResultSet row) throws SQLException {
      return new Waiting(
          row.getString("owner"),
          row.getString("topic"),
          row.getString("key"),
          Fields.read(row.getString("fields")),
          row.getInt("attempts"),
          row.getLong("due_at"));
    }
  }

  /** A dead letter: an event whose processing failed for good. */
  public record DeadLetter(
      String owner, String topic, String key, Instant receivedAt, int attempts, String error) {}

  /** Inserts an event that is processed in the same transaction; false if its key exists. */
  static boolean insertDone(Database.Sql sql, String owner, String topic, String key, long now) {
    return insert(sql, new Waiting(owner, topic, key, Map.of(), 0, now), "done", now, "");
  }

  /** Inserts an event that waits for processing; false if its key exists. */
  boolean put(Waiting event, long now, String error) {
    return database.write(sql -> insert(sql, event, "waiting", now, error));
  }

  private static boolean insert(
      Database.Sql sql, Waiting event, String state, long now, String error) {
    return sql.update(
            """
            INSERT INTO switchboard_events
              (owner, topic, key, fields, state, attempts, received_at, due_at, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (owner, key) DO NOTHING
            """,
            event.owner(),
            event.topic(),
            event.key(),
            Fields.write(event.fields()),
            state,
            event.attempts(),
            now,
            event.dueAt(),
            error)
        == 1;
  }

  /** Marks an event as processed; false if another node was faster. */
  static boolean finish(Database.Sql sql, Waiting event) {
    return sql.update(
            """
            UPDATE switchboard_events SET state = 'done', fields = '{}', error = ''
            WHERE owner = ? AND key = ? AND state = 'waiting'
            """,
            event.owner(),
            event.key())
        == 1;
  }

  /**
   * Records a failure; the event is retried when due, or becomes a dead letter if it was the last.
   */
  void fail(Waiting event, boolean last, long dueAt, String error) {
    database.write(sql ->
        sql.update(
            """
            UPDATE switchboard_events SET state = ?, attempts = ?, due_at = ?, error = ?
            WHERE owner = ? AND key = ? AND state = 'waiting'
            """,
            last ? "dead_letter" : "waiting",
            event.attempts() + 1,
            dueAt,
            error,
            event.owner(),
            event.key()));
  }

  /** Claims events that are due, so that no other node processes them before {@code until}. */
  List<Waiting> claim(long now, long until, int max) {
    List<Waiting> due =
        database.read(sql ->
            sql.query(
                """
                SELECT owner, topic, key, fields, attempts, due_at FROM switchboard_events
                WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?
                """,
                Waiting::read,
                now,
                max));
    return due.isEmpty()
        ? due
        : database.write(sql -> due.stream().filter(event -> isOurs(sql, event, until)).toList());
  }

  private static boolean isOurs(Database.Sql sql, Waiting event, long until) {
    return sql.update(
            """
            UPDATE switchboard_events SET due_at = ?
            WHERE owner = ? AND key = ? AND state = 'waiting' AND due_at = ?
            """,
            until,
            event.owner(),
            event.key(),
            event.dueAt())
        == 1;
  }

  /** Events whose processing failed for good, the newest first. */
  public List<DeadLetter> deadLetters(int max) {
    return database.read(sql ->
        sql.query(
            """
            SELECT owner, topic, key, received_at, attempts, error FROM switchboard_events
            WHERE state = 'dead_letter' ORDER BY received_at DESC LIMIT ?
            """,
            row ->
                new DeadLetter(
                    row.getString("owner"),
                    row.getString("topic"),
                    row.getString("key"),
                    Instant.ofEpochMilli(row.getLong("received_at")),
                    row.getInt("attempts"),
                    row.getString("error")),
            max));
  }

  int countDeadLetters() {
    return database
        .read(sql ->
            sql.queryOne(
                "SELECT count(*) AS n FROM switchboard_events WHERE state = 'dead_letter'",
                row -> row.getInt("n")))
        .orElse(0);
  }

  /**
   * Schedules dead letters for processing: all of them, or the one with a key. Blanks at the end of
   * the key are ignored, because a list does not show them.
   *
   * @return their number
   */
  public int replay(String key) {
    return database.write(sql ->
        sql.update(
            """
            UPDATE switchboard_events SET state = 'waiting', attempts = 0, due_at = 0
            WHERE state = 'dead_letter' AND (rtrim(key) = rtrim(?) OR ? = '')
            """,
            key,
            key));
  }

  /** Deletes processed events whose keys have expired, and dead letters older than a time. */
  void sweep(long now, long deadLettersBefore) {
    database.write(sql ->
        sql.update(
            """
            DELETE FROM switchboard_events
            WHERE (state = 'done' AND due_at < ?) OR (state = 'dead_letter' AND due_at < ?)
            """,
            now - KEY_TTL.toMillis(),
            deadLettersBefore));
  }

  /** Deletes a plugin's unprocessed events that name a subject. */
  public static int erase(Database.Sql sql, String owner, Set<String> erasureKeys) {
    List<Waiting> open =
        sql.query(
            """
            SELECT owner, topic, key, fields, attempts, due_at FROM switchboard_events
            WHERE owner = ? AND state <> 'done'
            """,
            Waiting::read,
            owner);
    return open.stream()
        .filter(event -> event.fields().values().stream().anyMatch(erasureKeys::contains))
        .mapToInt(event ->
            sql.update(
                "DELETE FROM switchboard_events WHERE owner = ? AND key = ? AND state <> 'done'",
                owner,
                event.key()))
        .sum();
  }
}
