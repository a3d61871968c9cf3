package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.SharedCounter.Row;
import app.pizoo.switchboard.spi.RateLimit.Cooldown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Growing pauses: a row holds the number of uses, and the time when the rest after the last is
 * over.
 */
final class Cooldowns {
  private static final String COUNT =
      """
      INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES (?, ?, '', 1, ?)
      ON CONFLICT (rule, key) DO UPDATE SET
        number = CASE WHEN switchboard_limits.over_at <= ?
            THEN 1 ELSE switchboard_limits.number + 1 END,
        over_at = excluded.over_at
      """;

  private static final String IF_READY =
      "WHERE switchboard_limits.over_at - ? + CASE switchboard_limits.number";

  private Cooldowns() {}

  /** Counts a use; returns 0, or the wait in milliseconds if the pause is not over. */
  static long take(Row row, Cooldown rule, long now, boolean blocks) {
    long rest = rule.rest().toMillis();
    List<Object> values = new ArrayList<>(List.of(row.rule(), row.key(), now + rest, now));
    StringBuilder ready = new StringBuilder(IF_READY);
    values.add(rest);
    List<Duration> pauses = rule.pauses();
    for (int i = 0; i < pauses.size(); i++) {
      ready.append(" WHEN ").append(i + 1).append(" THEN ").append(pauses.get(i).toMillis());
    }
    ready.append(" ELSE ").append(pauses.getLast().toMillis()).append(" END <= ?");
    values.add(now);
    ready.append(" OR switchboard_limits.over_at <= ?");
    values.add(now);
    if (row.sql().update(COUNT + ready, values.toArray()) == 1) {
      return 0;
    }
    long wait = wait(row, rule, now);
    if (!blocks) {
      row.sql().update(COUNT, row.rule(), row.key(), now + rest, now);
    }
    return Math.max(1, wait);
  }

  private static long wait(Row row, Cooldown rule, long now) {
    return row.sql()
        .queryOne(
            "SELECT number, over_at FROM switchboard_limits WHERE rule = ? AND key = ?",
            found -> {
              int step = Math.min(found.getInt("number"), rule.pauses().size());
              long last = found.getLong("over_at") - rule.rest().toMillis();
              return last + rule.pauses().get(step - 1).toMillis() - now;
            },
            row.rule(),
            row.key())
        .orElse(1L);
  }
}
