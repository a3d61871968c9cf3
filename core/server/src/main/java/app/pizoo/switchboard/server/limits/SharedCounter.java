package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts in the database, all uses of a request in one transaction. */
public final class SharedCounter {
  /** The table that uses are kept in: one row for each, until its window is over. */
  public static final Schema.Migration TABLE =
      new Schema.Migration(
          2,
          "uses of limits",
          List.of(
              "CREATE TABLE switchboard_limit_uses (rule TEXT NOT NULL, key TEXT NOT NULL,"
                  + " used_at BIGINT NOT NULL, number INTEGER NOT NULL, over_at BIGINT NOT NULL,"
                  + " PRIMARY KEY (rule, key, used_at, number))",
              "CREATE INDEX switchboard_limit_uses_over ON switchboard_limit_uses (over_at)"));

  private final Database database;

  SharedCounter(Database database) {
    this.database = database;
  }

  /** One use, with what reaching the limit does. */
  record Counted(LimitRule rule, String key, boolean blocks) {}

  /** Says that a rule refuses. */
  static final class Reached extends RuntimeException {
    private final transient LimitRule rule;
    private final long waitMillis;

    Reached(LimitRule rule, long waitMillis) {
      super(rule.name(), null, false, false);
      this.rule = rule;
      this.waitMillis = waitMillis;
    }

    LimitRule rule() {
      return rule;
    }

    long waitMillis() {
      return waitMillis;
    }
  }

  /**
   * Counts all uses or none.
   *
   * @return rules that were reached and only report
   * @throws Reached if a rule refuses
   */
  List<LimitRule> take(List<Counted> uses, long now) {
    return database.write(sql -> {
      List<LimitRule> reported = new ArrayList<>();
      for (Counted use : uses) {
        Optional<Long> deciding = deciding(sql, use, now);
        if (deciding.isPresent()) {
          if (use.blocks()) {
            long wait = deciding.get() + use.rule().window().toMillis() - now;
            throw new Reached(use.rule(), Math.max(1, wait));
          }
          reported.add(use.rule());
        }
        insert(sql, use, now);
      }
      return reported;
    });
  }

  /** The time of the use that has to leave the window before there is room; empty if there is. */
  private static Optional<Long> deciding(Database.Sql sql, Counted use, long now) {
    return sql.queryOne(
        "SELECT used_at FROM switchboard_limit_uses WHERE rule = ? AND key = ? AND used_at > ?"
            + " ORDER BY used_at DESC LIMIT 1 OFFSET ?",
        row -> row.getLong(1),
        use.rule().name(),
        use.key(),
        now - use.rule().window().toMillis(),
        use.rule().count() - 1);
  }

  private static void insert(Database.Sql sql, Counted use, long now) {
    sql.update(
        "INSERT INTO switchboard_limit_uses (rule, key, used_at, number, over_at)"
            + " SELECT ?, ?, ?, count(*), ? FROM switchboard_limit_uses"
            + " WHERE rule = ? AND key = ? AND used_at = ?",
        use.rule().name(),
        use.key(),
        now,
        now + use.rule().window().toMillis(),
        use.rule().name(),
        use.key(),
        now);
  }

  void sweep(long now) {
    database.write(sql -> sql.update("DELETE FROM switchboard_limit_uses WHERE over_at <= ?", now));
  }
}
