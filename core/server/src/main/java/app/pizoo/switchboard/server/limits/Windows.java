package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.SharedCounter.Row;
import app.pizoo.switchboard.spi.RateLimit.Window;

/**
 * Exact sliding windows: a row holds the times of its latest uses, as many as the rule allows, each
 * as thirteen digits. A use passes if there is room, or if the oldest one has left the window.
 */
final class Windows {
  private static final int DIGITS = 13;

  private static final String COUNT =
      """
      INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES (?, ?, ?, 0, ?)
      ON CONFLICT (rule, key) DO UPDATE SET
        uses = CASE WHEN length(switchboard_limits.uses) >= ?
            THEN substr(switchboard_limits.uses, length(switchboard_limits.uses) - ?)
            ELSE switchboard_limits.uses END || excluded.uses,
        over_at = excluded.over_at
      """;

  private static final String IF_THERE_IS_ROOM =
      """
      WHERE length(switchboard_limits.uses) < ?
        OR substr(switchboard_limits.uses, length(switchboard_limits.uses) - ?, 13) <= ?
      """;

  private static final String DECIDING =
      """
      SELECT substr(uses, length(uses) - ?, 13) AS used_at FROM switchboard_limits
      WHERE rule = ? AND key = ? AND length(uses) >= ?
      """;

  private Windows() {}

  /** Counts a use; returns 0, or the wait in milliseconds if the limit was reached. */
  static long take(Row row, Window window, long now, boolean blocks) {
    int full = window.count() * DIGITS;
    String use = text(now);
    long over = now + window.time().toMillis();
    // Positions count from one: the last n characters begin at length - (n - 1).
    int rest = full - DIGITS - 1;
    String cutoff = text(now - window.time().toMillis());
    int counted =
        row.sql()
            .update(
                COUNT + IF_THERE_IS_ROOM,
                row.rule(),
                row.key(),
                use,
                over,
                full,
                rest,
                full,
                full - 1,
                cutoff);
    if (counted == 1) {
      return 0;
    }
    long wait =
        row.sql()
            .queryOne(
                DECIDING,
                found -> Long.parseLong(found.getString("used_at")),
                full - 1,
                row.rule(),
                row.key(),
                full)
            .map(oldest -> oldest + window.time().toMillis() - now)
            .orElse(1L);
    if (!blocks) {
      row.sql().update(COUNT, row.rule(), row.key(), use, over, full, rest);
    }
    return Math.max(1, wait);
  }

  private static String text(long millis) {
    return "%013d".formatted(millis);
  }
}
