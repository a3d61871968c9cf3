package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.SharedCounter.Row;
import app.pizoo.switchboard.spi.RateLimit.Budget;
import java.util.List;

/**
 * Counts within whole hours or days of the clock, and warns when a budget is nearly used up. The
 * current hour never goes back: otherwise a late request, or a node whose clock is late, would
 * start an earlier hour again with a full budget.
 */
final class Budgets {
  private static final int[] PERCENT = {50, 80, 100};

  private static final String COUNT =
      """
      INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES (?, ?, '', 1, ?)
      ON CONFLICT (rule, key) DO UPDATE SET
        number = CASE WHEN switchboard_limits.over_at < excluded.over_at
            THEN 1 ELSE switchboard_limits.number + 1 END,
        over_at = CASE WHEN switchboard_limits.over_at < excluded.over_at
            THEN excluded.over_at ELSE switchboard_limits.over_at END
      """;

  private static final String IF_THERE_IS_ROOM =
      "WHERE switchboard_limits.over_at < excluded.over_at OR switchboard_limits.number < ?";

  private Budgets() {}

  /** Counts a use; returns 0, or the wait in milliseconds if the limit was reached. */
  static long take(Row row, Budget budget, long now, boolean blocks, List<String> warnings) {
    long time = budget.time().toMillis();
    long over = (now / time + 1) * time;
    int counted =
        row.sql().update(COUNT + IF_THERE_IS_ROOM, row.rule(), row.key(), over, budget.count());
    if (counted == 1) {
      mark(row, budget, warnings);
      return 0;
    }
    if (!blocks) {
      row.sql().update(COUNT, row.rule(), row.key(), over);
    }
    return over - now;
  }

  private static void mark(Row row, Budget budget, List<String> warnings) {
    long used =
        row.sql()
            .queryOne(
                "SELECT number FROM switchboard_limits WHERE rule = ? AND key = ?",
                found -> found.getLong("number"),
                row.rule(),
                row.key())
            .orElse(0L);
    for (int percent : PERCENT) {
      // This transaction locks the row: each count is seen once, by the use that reached it.
      if (used == Math.ceilDiv((long) budget.count() * percent, 100)) {
        warnings.add(row.rule() + " is used up to " + percent + " %");
      }
    }
  }
}
