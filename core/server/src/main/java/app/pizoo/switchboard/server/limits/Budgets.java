package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
import app.pizoo.switchboard.spi.RateLimit.Budget;
import java.util.List;

/**
 * Counts within whole hours or days of the clock, and warns when a budget is nearly used up. The
 * current hour never goes back: otherwise a late request, or a node whose clock is late, would
 * start an earlier hour again with a full budget.
 */
final class Budgets {
  private static final int[] PERCENT = {50, 80, 100};

  private Budgets() {}

  static Outcome take(
      StoredCount stored,
      String rule,
      Budget budget,
      long now,
      boolean blocks,
      List<String> warnings) {
    long time = budget.time().toMillis();
    long over = (now / time + 1) * time;
    long used = stored.overAt() < over ? 0 : stored.number();
    // Uses of an hour started by a wrong clock count in this one: refusing too much is safe.
    boolean wrong = WrongClocks.isWrong(stored.overAt() - time, now);
    long end = wrong ? over : Math.max(over, stored.overAt());
    if (used >= budget.count()) {
      return blocks
          ? stored.refused(end - now)
          : stored.then("", used + 1, end, Math.max(1, end - now));
    }
    mark(rule, budget, used + 1, warnings);
    return stored.then("", used + 1, end, 0);
  }

  private static void mark(String rule, Budget budget, long used, List<String> warnings) {
    for (int percent : PERCENT) {
      // The row is locked, so each threshold is reached by exactly one use.
      if (used == Math.ceilDiv((long) budget.count() * percent, 100)) {
        warnings.add(rule + " is used up to " + percent + " %");
      }
    }
  }
}
