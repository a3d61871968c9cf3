package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.SharedCounter.Row;
import app.pizoo.switchboard.spi.RateLimit.Lease;

/** Leases: a row names the holder and the end of the lease. */
final class Leases {
  private static final String TAKE =
      """
      INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES (?, ?, ?, 0, ?)
      ON CONFLICT (rule, key) DO UPDATE SET uses = excluded.uses, over_at = excluded.over_at
      """;

  private static final String IF_FREE =
      "WHERE switchboard_limits.uses = excluded.uses OR switchboard_limits.over_at <= ?";

  private Leases() {}

  /** Takes a lease; returns 0, or the maximum wait in milliseconds if another holder has it. */
  static long take(Row row, Lease lease, String holder, long now, boolean blocks) {
    long over = now + lease.longest().toMillis();
    if (row.sql().update(TAKE + IF_FREE, row.rule(), row.key(), holder, over, now) == 1) {
      return 0;
    }
    long wait =
        row.sql()
            .queryOne(
                "SELECT over_at FROM switchboard_limits WHERE rule = ? AND key = ?",
                found -> found.getLong("over_at") - now,
                row.rule(),
                row.key())
            .orElse(1L);
    if (!blocks) {
      row.sql().update(TAKE, row.rule(), row.key(), holder, over);
    }
    return Math.max(1, wait);
  }

  static int release(Row row, String holder) {
    return row.sql()
        .update(
            "DELETE FROM switchboard_limits WHERE rule = ? AND key = ? AND uses = ?",
            row.rule(),
            row.key(),
            holder);
  }
}
