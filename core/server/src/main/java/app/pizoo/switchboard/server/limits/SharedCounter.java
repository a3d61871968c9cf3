package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimit.Budget;
import app.pizoo.switchboard.spi.RateLimit.Cooldown;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.RateLimit.ExternalRule;
import app.pizoo.switchboard.spi.RateLimit.Lease;
import app.pizoo.switchboard.spi.RateLimit.Window;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Counts in the database, all uses of a request in one transaction. One statement decides each use,
 * under the lock of its row, so that any number of nodes count exactly.
 */
final class SharedCounter {
  private final Database database;

  SharedCounter(Database database) {
    this.database = database;
  }

  /**
   * One use to count.
   *
   * @param key the keyed hash of what is counted
   * @param item the keyed hash of a lease's holder, or of a distinct item
   * @param blocks whether the rule refuses uses beyond it
   */
  record Counted(RateLimit rule, String key, String item, boolean blocks) {}

  /**
   * The result of counting.
   *
   * @param reached rules that were reached and only report
   * @param warnings about budgets that are nearly used up
   */
  record Result(List<RateLimit> reached, List<String> warnings) {}

  /** Thrown if a rule refuses. */
  static final class Reached extends RuntimeException {
    private final transient RateLimit rule;
    private final long waitMillis;

    Reached(RateLimit rule, long waitMillis) {
      super(rule.name(), null, false, false);
      this.rule = rule;
      this.waitMillis = waitMillis;
    }

    RateLimit rule() {
      return rule;
    }

    long waitMillis() {
      return waitMillis;
    }
  }

  /**
   * Counts all uses or none.
   *
   * @throws Reached if a rule refuses; if several do, one that needs waiting, and of those the one
   *     with the longest wait
   */
  Result take(List<Counted> uses, long now) {
    // Always in the same order, or two requests could lock each other's rows: a deadlock.
    List<Counted> ordered =
        uses.stream()
            .sorted(
                Comparator.comparing((Counted use) -> use.rule().name())
                    .thenComparing(Counted::key)
                    .thenComparing(Counted::item))
            .toList();
    return database.write(sql -> {
      List<RateLimit> reported = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      List<Reached> refusals = new ArrayList<>();
      for (Counted use : ordered) {
        long wait = take(sql, use, now, warnings);
        if (wait > 0) {
          if (use.blocks()) {
            refusals.add(new Reached(use.rule(), wait));
          } else {
            reported.add(use.rule());
          }
        }
      }
      refusals.stream()
          .max(
              // Users should not solve a captcha and then learn that they have to wait as well.
              Comparator.comparing((Reached refusal) -> refusal.rule().code().status() == 429)
                  .thenComparingLong(Reached::waitMillis))
          .ifPresent(worst -> {
            throw worst;
          });
      return new Result(reported, warnings);
    });
  }

  private static long take(Database.Sql sql, Counted use, long now, List<String> warnings) {
    Row row = new Row(sql, use.rule().name(), use.key());
    return switch (use.rule().measure()) {
      case Window window -> Windows.take(row, window, now, use.blocks());
      case Budget budget -> Budgets.take(row, budget, now, use.blocks(), warnings);
      case Cooldown pauses -> Cooldowns.take(row, pauses, now, use.blocks());
      case Distinct distinct -> DistinctItems.take(row, distinct, use.item(), now);
      case Lease lease -> Leases.take(row, lease, use.item(), now, use.blocks());
      case ExternalRule watched ->
          throw new IllegalArgumentException("the plugin measures " + use.rule().name());
    };
  }

  /** The row that counts a use. */
  record Row(Database.Sql sql, String rule, String key) {}

  static int release(Database.Sql sql, Counted use) {
    return Leases.release(new Row(sql, use.rule().name(), use.key()), use.item());
  }

  boolean turn(String what, Duration time, long now) {
    // A new holder each time, so that no node can renew its lease.
    String holder = UUID.randomUUID().toString();
    return database.write(
        sql -> Leases.take(new Row(sql, "turn", what), new Lease(time), holder, now, true) == 0);
  }

  static int erase(Database.Sql sql, RateLimit rule, String key, String item) {
    return sql.update("DELETE FROM switchboard_limits WHERE rule = ? AND key = ?", rule.name(), key)
        + DistinctItems.erase(new Row(sql, rule.name(), key), item);
  }

  void sweep(long now) {
    database.write(sql ->
        sql.update("DELETE FROM switchboard_limits WHERE over_at <= ?", now)
            + DistinctItems.sweep(sql, now));
  }
}
