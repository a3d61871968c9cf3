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

/** Orders that went out or may have. */
public final class OutboxTable {
  private final Database database;

  OutboxTable(Database database) {
    this.database = database;
  }

  /** How far an order has come. */
  enum State {
    RUNNING,
    UNKNOWN,
    SENT
  }

  record Entry(String id, String request, State state, String result, long begunAt) {}

  /** Writes an order down; false if its key is known. */
  boolean begin(
      String owner, String id, String key, String request, Map<String, String> details, long now) {
    return database.write(sql ->
        sql.update(
            """
            INSERT INTO switchboard_orders
              (id, owner, key, request, state, result, details, begun_at, settled_at, erased)
            VALUES (?, ?, ?, ?, 'RUNNING', '', ?, ?, 0, 0) ON CONFLICT (owner, key) DO NOTHING
            """,
            id,
            owner,
            key,
            request,
            Fields.write(details),
            now))
        == 1;
  }

  Optional<Entry> find(String owner, String key) {
    return database.read(sql ->
        sql.queryOne(
            """
            SELECT id, request, state, result, begun_at FROM switchboard_orders
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
        "UPDATE switchboard_orders SET state = 'UNKNOWN' WHERE id = ? AND state = 'RUNNING'", id);
  }

  /**
   * Notes what an order came to; one that did not go out is forgotten, so that its key may be used
   * again. False if it was settled before.
   */
  static boolean resolve(
      Database.Sql sql, String owner, String id, Optional<String> result, long now) {
    int settled =
        result.isEmpty()
            ? sql.update(
                "DELETE FROM switchboard_orders WHERE id = ? AND owner = ? AND state <> 'SENT'",
                id,
                owner)
            : sql.update(
                """
                UPDATE switchboard_orders SET state = 'SENT', result = ?, details = '{}',
                  settled_at = ?
                WHERE id = ? AND owner = ? AND state <> 'SENT'
                """,
                result.get(),
                now,
                id,
                owner);
    return settled == 1;
  }

  static boolean isErased(Database.Sql sql, String owner, String id) {
    return sql.queryOne(
            "SELECT erased FROM switchboard_orders WHERE id = ? AND owner = ?",
            row -> row.getInt("erased") == 1,
            id,
            owner)
        .orElse(false);
  }

  /**
   * Marks unsettled orders that name a subject: they must be found again, or they would go out
   * twice. Their details go as soon as they are settled. Gives their number.
   */
  public static int erase(Database.Sql sql, String owner, Set<String> traces) {
    List<Outbox.Unresolved> open =
        sql.query(
            """
            SELECT id, begun_at, details FROM switchboard_orders
            WHERE owner = ? AND state <> 'SENT' AND erased = 0
            """,
            OutboxTable::unresolved,
            owner);
    return open.stream()
        .filter(order -> order.details().values().stream().anyMatch(traces::contains))
        .mapToInt(order ->
            sql.update(
                "UPDATE switchboard_orders SET erased = 1 WHERE id = ? AND state <> 'SENT'",
                order.id()))
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
            SELECT id, begun_at, details FROM switchboard_orders
            WHERE owner = ? AND state <> 'SENT' AND begun_at <= ? ORDER BY begun_at DESC LIMIT ?
            """,
            OutboxTable::unresolved,
            owner,
            before,
            max));
  }

  /**
   * Forgets what was settled before a time, and what was begun before another and never settled.
   */
  void sweep(long settledBefore, long begunBefore) {
    database.write(sql ->
        sql.update(
            """
            DELETE FROM switchboard_orders
            WHERE (state = 'SENT' AND settled_at < ?) OR (state <> 'SENT' AND begun_at < ?)
            """,
            settledBefore,
            begunBefore));
  }
}
