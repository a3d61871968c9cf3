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
 * Counts in the database, all uses of a request in one transaction. Whether a use passes is decided
 * in one statement each, under the lock of its row, so that any number of nodes count as one.
 */
final class SharedCounter {
  private final Database database;

  SharedCounter(Database database) {
    this.database = database;
  }

  /**
   * One use, with what reaching the limit does.
   *
   * @param key the fingerprint of what is counted
   * @param item the keyed hash of a lease's holder, or of a distinct item
   */
  record Counted(RateLimit rule, String key, String item, boolean blocks) {}

  /**
   * What counting found.
   *
   * @param reached rules that were reached
   * @param marks warnings about budgets
   */
  record Result(List<RateLimit> reached, List<String> marks) {}

  /** Says that a rule refuses. */
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
   * @throws Reached if a rule refuses: of several one that only waiting helps against, and of those
   *     the one with the longest wait
   */
  Result take(List<Counted> uses, long now) {
    // Always in one order: two requests that lock rows crosswise would wait for each other.
    List<Counted> ordered =
        uses.stream()
            .sorted(
                Comparator.comparing((Counted use) -> use.rule().name())
                    .thenComparing(Counted::key)
                    .thenComparing(Counted::item))
            .toList();
    return database.write(sql -> {
      List<RateLimit> reported = new ArrayList<>();
      List<String> marks = new ArrayList<>();
      List<Reached> refusals = new ArrayList<>();
      for (Counted use : ordered) {
        long wait = take(sql, use, now, marks);
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
              // Nobody should solve a captcha to learn that waiting is needed as well.
              Comparator.comparing((Reached refusal) -> refusal.rule().code().status() == 429)
                  .thenComparingLong(Reached::waitMillis))
          .ifPresent(worst -> {
            throw worst;
          });
      return new Result(reported, marks);
    });
  }

  private static long take(Database.Sql sql, Counted use, long now, List<String> marks) {
    Row row = new Row(sql, use.rule().name(), use.key());
    return switch (use.rule().measure()) {
      case Window window -> Windows.take(row, window, now, use.blocks());
      case Budget budget -> Budgets.take(row, budget, now, use.blocks(), marks);
      case Cooldown pauses -> Cooldowns.take(row, pauses, now, use.blocks());
      case Distinct distinct -> DistinctItems.take(row, distinct, use.item(), now);
      case Lease lease -> Leases.take(row, lease, use.item(), now, use.blocks());
      case ExternalRule watched ->
          throw new IllegalArgumentException("measured elsewhere: " + use.rule().name());
    };
  }

  /** Where a use is counted. */
  record Row(Database.Sql sql, String rule, String key) {}

  static int release(Database.Sql sql, Counted use) {
    return Leases.release(new Row(sql, use.rule().name(), use.key()), use.item());
  }

  boolean turn(String what, Duration time, long now) {
    // A holder of its own each time: nobody can renew a turn.
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
