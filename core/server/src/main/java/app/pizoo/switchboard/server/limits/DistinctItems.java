package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.SharedCounter.Row;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.storage.Database.Sql;

/**
 * Counts distinct items: a row for each, with the time until which it counts. The key's row is
 * locked first, so that the deciding statement sees all items that other transactions counted.
 */
final class DistinctItems {
  private static final String LOCK =
      """
      INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES (?, ?, '', 0, ?)
      ON CONFLICT (rule, key) DO UPDATE SET over_at = excluded.over_at
      """;

  private static final String COUNT_IF_THERE_IS_ROOM =
      """
      INSERT INTO switchboard_limit_items (rule, key, item, over_at)
      SELECT ?, ?, ?, ?
      WHERE (SELECT count(*) FROM switchboard_limit_items
          WHERE rule = ? AND key = ? AND over_at > ? AND item <> ?) < ?
      ON CONFLICT (rule, key, item) DO UPDATE SET over_at = excluded.over_at
      """;

  /** The time when enough items have expired for one more. */
  private static final String ROOM_AT =
      """
      SELECT over_at FROM switchboard_limit_items
      WHERE rule = ? AND key = ? AND over_at > ? AND item <> ?
      ORDER BY over_at DESC LIMIT 1 OFFSET ?
      """;

  private DistinctItems() {}

  /**
   * Counts an item; returns 0, or the wait in milliseconds if there is no room. Without room it is
   * not counted, even if the rule only reports, so that there are never more rows than the rule
   * allows.
   */
  static long take(Row row, Distinct rule, String item, long now) {
    long over = now + rule.time().toMillis();
    row.sql().update(LOCK, row.rule(), row.key(), over);
    int counted =
        row.sql()
            .update(
                COUNT_IF_THERE_IS_ROOM,
                row.rule(),
                row.key(),
                item,
                over,
                row.rule(),
                row.key(),
                now,
                item,
                rule.count());
    if (counted == 1) {
      return 0;
    }
    return row.sql()
        .queryOne(
            ROOM_AT,
            found -> Math.max(1, found.getLong("over_at") - now),
            row.rule(),
            row.key(),
            now,
            item,
            rule.count() - 1)
        .orElse(1L);
  }

  /** Deletes the items of a key, and an item under every key. */
  static int erase(Row row, String item) {
    return row.sql()
        .update(
            "DELETE FROM switchboard_limit_items WHERE rule = ? AND (key = ? OR item = ?)",
            row.rule(),
            row.key(),
            item);
  }

  static int sweep(Sql sql, long now) {
    return sql.update("DELETE FROM switchboard_limit_items WHERE over_at <= ?", now);
  }
}
