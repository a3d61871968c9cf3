package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.ItemList.Item;
import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import java.util.List;

/**
 * The distinct items of a key in rows of their own, with their number in the row of the key. There
 * are never more rows than the rule allows, and no statement of a use reads more than one of them.
 */
final class ItemRows {
  private ItemRows() {}

  /**
   * Counts an item while the row of its key is locked. An item beyond the limit is not stored, even
   * if the rule only reports.
   */
  static Outcome take(
      Sql sql,
      String rule,
      String key,
      StoredCount stored,
      Distinct distinct,
      String item,
      long now) {
    long time = distinct.time().toMillis();
    long over = now + time;
    boolean wrong = WrongClocks.isWrong(stored.overAt() - time, now);
    long last = wrong ? over : Math.max(over, stored.overAt());
    if (wrong) {
      sql.update(
          """
          UPDATE switchboard_limit_items SET over_at = ?
          WHERE rule = ? AND key = ? AND over_at > ?
          """,
          over,
          rule,
          key,
          over);
    }
    long number = stored.number();
    // If the operator lowered the count, there are more items than allowed: even known ones wait.
    if (number <= distinct.count() && renew(sql, rule, key, item, now, over)) {
      return stored.then("", number, last, 0);
    }
    boolean tooMany = number > distinct.count();
    number = Math.max(0, number - deleteExpired(sql, rule, key, now));
    if (tooMany && number <= distinct.count() && renew(sql, rule, key, item, now, over)) {
      return stored.then("", number, last, 0);
    }
    if (number < distinct.count()) {
      add(sql, rule, key, new Item(item, over));
      return stored.then("", number + 1, last, 0);
    }
    long wait = oldest(sql, rule, key, number - distinct.count()) - now;
    return stored.then("", number, last, Math.max(1, wait));
  }

  static void add(Sql sql, String rule, String key, Item item) {
    sql.update(
        """
        INSERT INTO switchboard_limit_items (rule, key, item, over_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (key, rule, item) DO UPDATE SET over_at = excluded.over_at
        """,
        rule,
        key,
        item.hash(),
        item.overAt());
  }

  /** Removes all items of a key, and returns those that expire last. */
  static List<Item> removeAll(Sql sql, String rule, String key, int max) {
    List<Item> items =
        sql.query(
            """
            SELECT item, over_at FROM switchboard_limit_items WHERE rule = ? AND key = ?
            ORDER BY over_at DESC LIMIT ?
            """,
            row -> new Item(row.getString("item"), row.getLong("over_at")),
            rule,
            key,
            max);
    deleteAll(sql, rule, key);
    return items;
  }

  static void deleteAll(Sql sql, String rule, String key) {
    sql.update("DELETE FROM switchboard_limit_items WHERE rule = ? AND key = ?", rule, key);
  }

  /** Whether an item is stored; if so, restarts its time. */
  private static boolean renew(Sql sql, String rule, String key, String item, long now, long over) {
    return sql.update(
            """
            UPDATE switchboard_limit_items SET over_at = ?
            WHERE rule = ? AND key = ? AND item = ? AND over_at > ?
            """,
            over,
            rule,
            key,
            item,
            now)
        == 1;
  }

  private static int deleteExpired(Sql sql, String rule, String key, long now) {
    return sql.update(
        "DELETE FROM switchboard_limit_items WHERE rule = ? AND key = ? AND over_at <= ?",
        rule,
        key,
        now);
  }

  /** The time when enough items have expired for one more. */
  private static long oldest(Sql sql, String rule, String key, long older) {
    return sql.queryOne(
            """
            SELECT over_at FROM switchboard_limit_items WHERE rule = ? AND key = ?
            ORDER BY over_at LIMIT 1 OFFSET ?
            """,
            row -> row.getLong("over_at"),
            rule,
            key,
            older)
        .orElse(0L);
  }

  /** Reads the whole table for the keys that have an item, as only an erasure may. */
  static List<String> keysWith(Sql sql, String item) {
    return sql.query(
        "SELECT DISTINCT key FROM switchboard_limit_items WHERE item = ?",
        row -> row.getString("key"),
        item);
  }

  /** Deletes an item of a key; returns whether it was there. */
  static boolean remove(Sql sql, String rule, String key, String item) {
    return sql.update(
            "DELETE FROM switchboard_limit_items WHERE rule = ? AND key = ? AND item = ?",
            rule,
            key,
            item)
        == 1;
  }

  /** Deletes the items of deleted keys; those of other keys are deleted when the keys are used. */
  static int sweep(Sql sql, long now) {
    return sql.update(
        """
        DELETE FROM switchboard_limit_items WHERE over_at <= ? AND NOT EXISTS (
          SELECT 1 FROM switchboard_limits AS counted
          WHERE counted.key = switchboard_limit_items.key)
        """,
        now);
  }
}
