package app.pizoo.switchboard.server.ledger;

import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table of outbox entries: those that were sent, and those that may have been. */
public final class OutboxTable {
  private final Database database;

  OutboxTable(Database database) {
    this.database = database;
  }

  /** The progress of an entry. */
  enum State {
    RUNNING,
    UNKNOWN,
    SENT
  }

  record Entry(String id, String request, State state, String result, long begunAt) {}

  /** Inserts an entry; false if its key exists. */
  static boolean begin(
      Database.Sql sql,
      String owner,
      String id,
      String key,
      String request,
      Map<String, String> details,
      long now) {
    return sql.update(
            """
            INSERT INTO switchboard_outbox
              (id, owner, key, request, state, result, details, begun_at, resolved_at, erased)
            VALUES (?, ?, ?, ?, 'RUNNING', '', ?, ?, 0, 0) ON CONFLICT (owner, key) DO NOTHING
            """,
            id,
            owner,
            key,
            request,
            Fields.write(details),
            now)
        == 1;
  }

  Optional<Entry> find(String owner, String key) {
    return database.read(sql ->
        sql.queryOne(
            """
            SELECT id, request, state, result, begun_at FROM switchboard_outbox
            WHERE owner = ? AND key = ?
            """,
            row ->
                new Entry(
                    row.getString("id"),
                    row.getString("request"),
                    State.valueOf(row.getString("state")),
                    row.getString("result"),
                    row.getLong("begun_at")),
            owner,
            key));
  }

  static int unknown(Database.Sql sql, String id) {
    return sql.update(
        "UPDATE switchboard_outbox SET state = 'UNKNOWN' WHERE id = ? AND state = 'RUNNING'", id);
  }

  /**
   * Stores the outcome of an entry. An entry that was not sent is deleted, so that its key is free
   * again. False if the entry was already resolved.
   */
  static boolean resolve(
      Database.Sql sql, String owner, String id, Optional<String> result, long now) {
    int changed =
        result.isEmpty()
            ? sql.update(
                "DELETE FROM switchboard_outbox WHERE id = ? AND owner = ? AND state <> 'SENT'",
                id,
                owner)
            : sql.update(
                """
                UPDATE switchboard_outbox SET state = 'SENT', result = ?, details = '{}',
                  resolved_at = ?
                WHERE id = ? AND owner = ? AND state <> 'SENT'
                """,
                result.get(),
                now,
                id,
                owner);
    return changed == 1;
  }

  static boolean isErased(Database.Sql sql, String owner, String id) {
    return sql.queryOne(
            "SELECT erased FROM switchboard_outbox WHERE id = ? AND owner = ?",
            row -> row.getInt("erased") == 1,
            id,
            owner)
        .orElse(false);
  }

  /**
   * Marks unresolved entries that name a subject. They stay until they are resolved, because a
   * deleted entry could be sent twice; resolving one removes its details.
   *
   * @return how many entries were marked
   */
  public static int erase(Database.Sql sql, String owner, Set<String> erasureKeys) {
    List<Outbox.Unresolved> open =
        sql.query(
            """
            SELECT id, begun_at, details FROM switchboard_outbox
            WHERE owner = ? AND state <> 'SENT' AND erased = 0
            """,
            OutboxTable::unresolved,
            owner);
    return open.stream()
        .filter(entry -> entry.details().values().stream().anyMatch(erasureKeys::contains))
        .mapToInt(entry ->
            sql.update(
                "UPDATE switchboard_outbox SET erased = 1 WHERE id = ? AND state <> 'SENT'",
                entry.id()))
        .sum();
  }

  private static Outbox.Unresolved unresolved(ResultSet row) throws SQLException {
    return new Outbox.Unresolved(
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("begun_at")),
        Fields.read(row.getString("details")));
  }

  List<Outbox.Unresolved> unresolved(String owner, long before, int max) {
    return database.read(sql ->
        sql.query(
            """
            SELECT id, begun_at, details FROM switchboard_outbox
            WHERE owner = ? AND state <> 'SENT' AND begun_at <= ? ORDER BY begun_at DESC LIMIT ?
            """,
            OutboxTable::unresolved,
            owner,
            before,
            max));
  }

  /**
   * Deletes entries that were resolved before a time, and unresolved ones that began before
   * another.
   */
  void sweep(long resolvedBefore, long begunBefore) {
    database.write(sql ->
        sql.update(
            """
            DELETE FROM switchboard_outbox
            WHERE (state = 'SENT' AND resolved_at < ?) OR (state <> 'SENT' AND begun_at < ?)
            """,
            resolvedBefore,
            begunBefore));
  }
}
