package app.pizoo.switchboard.server.limits;

import app.pizoo.switchboard.server.limits.StoredCount.Outcome;
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
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Counts in the database. All uses of a request are one transaction: one statement locks and reads
 * their rows, this class computes the outcomes, and one statement stores them. So any number of
 * nodes count exactly, and the cost of a request does not depend on earlier uses.
 */
final class SharedCounter {
  private static final String INSERT =
      "INSERT INTO switchboard_limits (rule, key, uses, number, over_at) VALUES ";
  private static final String VALUES = "(?, ?, ?, ?, ?)";

  /**
   * An update without effect: it creates, locks and reads rows in one statement. Not needed where
   * one transaction writes at a time, and there a refused request changes nothing.
   */
  private static final String LOCKING =
      """
       ON CONFLICT (key, rule) DO UPDATE SET number = switchboard_limits.number
      RETURNING rule, key, uses, number, over_at
      """;

  private static final String READING =
      "SELECT rule, key, uses, number, over_at FROM switchboard_limits WHERE ";

  private static final String STORING =
      """
       ON CONFLICT (key, rule) DO UPDATE SET
        uses = excluded.uses, number = excluded.number, over_at = excluded.over_at
      """;

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
  record Counted(RateLimit rule, String key, String item, boolean blocks) {
    private Row row() {
      return new Row(rule.name(), key);
    }
  }

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
    return database.write(sql -> take(sql, uses, now));
  }

  /**
   * Counts all uses in a transaction, which must not be committed if this throws.
   *
   * @throws Reached if a rule refuses, as {@link #take(List, long)} does
   */
  static Result take(Database.Sql sql, List<Counted> uses, long now) {
    // Always in the same order, or two requests could lock each other's rows: a deadlock.
    List<Counted> ordered =
        uses.stream()
            .sorted(
                Comparator.comparing(Counted::key)
                    .thenComparing(use -> use.rule().name())
                    .thenComparing(Counted::item))
            .toList();
    return takeInOrder(sql, ordered, now);
  }

  private static Result takeInOrder(Database.Sql sql, List<Counted> uses, long now) {
    Map<Row, StoredCount> rows = lock(sql, uses, now);
    List<RateLimit> reported = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<Reached> refusals = new ArrayList<>();
    for (Counted use : uses) {
      StoredCount stored = Objects.requireNonNull(rows.get(use.row()), "the row is locked");
      Outcome outcome = outcome(sql, use, stored, now, warnings);
      rows.put(use.row(), outcome.after());
      if (outcome.waitMillis() > 0 && use.blocks()) {
        refusals.add(new Reached(use.rule(), outcome.waitMillis()));
      } else if (outcome.waitMillis() > 0) {
        reported.add(use.rule());
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
    store(sql, rows);
    return new Result(reported, warnings);
  }

  private static Outcome outcome(
      Database.Sql sql, Counted use, StoredCount stored, long now, List<String> warnings) {
    String name = use.rule().name();
    return switch (use.rule().measure()) {
      case Window rule -> {
        SlidingWindow window = SlidingWindow.read(rule, stored.uses());
        long wait = window.take(now, use.blocks());
        yield stored.then(window.write(), 0, window.overAt(), wait);
      }
      case Budget budget -> Budgets.take(stored, name, budget, now, use.blocks(), warnings);
      case Cooldown pauses -> Cooldowns.take(stored, pauses, now, use.blocks());
      case Distinct distinct ->
          DistinctItems.take(sql, name, use.key(), stored, distinct, use.item(), now);
      case Lease lease -> Leases.take(stored, lease, use.item(), now, use.blocks());
      case ExternalRule watched ->
          throw new IllegalArgumentException("measured elsewhere: " + name);
    };
  }

  /** The row that counts uses. */
  private record Row(String rule, String key) {}

  /** Reads and locks the rows of all uses, in their order. */
  private static Map<Row, StoredCount> lock(Database.Sql sql, List<Counted> uses, long now) {
    Map<Row, StoredCount> rows = new LinkedHashMap<>();
    uses.forEach(use -> rows.put(use.row(), new StoredCount("", 0, now)));
    Database.RowReader<Boolean> reader =
        row -> {
          rows.put(
              new Row(row.getString("rule"), row.getString("key")),
              new StoredCount(
                  row.getString("uses"), row.getLong("number"), row.getLong("over_at")));
          return true;
        };
    if (sql.isExclusive()) {
      Object[] keys =
          rows.keySet().stream().flatMap(row -> Stream.of(row.rule(), row.key())).toArray();
      // Not IN, for which SQLite reads the whole table.
      sql.query(READING + list("(rule = ? AND key = ?)", " OR ", rows.size()), reader, keys);
    } else {
      sql.query(insert(rows.size()) + LOCKING, reader, values(rows));
    }
    return rows;
  }

  private static void store(Database.Sql sql, Map<Row, StoredCount> rows) {
    sql.update(insert(rows.size()) + STORING, values(rows));
  }

  private static String insert(int rows) {
    return INSERT + list(VALUES, ", ", rows);
  }

  private static String list(String one, String separator, int count) {
    return String.join(separator, Collections.nCopies(count, one));
  }

  private static Object[] values(Map<Row, StoredCount> rows) {
    return rows.entrySet().stream()
        .flatMap(entry ->
            Stream.of(
                entry.getKey().rule(),
                entry.getKey().key(),
                entry.getValue().uses(),
                entry.getValue().number(),
                entry.getValue().overAt()))
        .toArray();
  }

  static int release(Database.Sql sql, Counted use) {
    return Leases.release(sql, use.rule().name(), use.key(), use.item());
  }

  boolean turn(String what, Duration time, long now) {
    // A new holder each time, so that no node can renew its lease.
    String holder = UUID.randomUUID().toString();
    Counted use = new Counted(RateLimit.lease("turn", time), what, holder, true);
    try {
      database.write(sql -> take(sql, List.of(use), now));
      return true;
    } catch (Reached taken) {
      return false;
    }
  }

  static int erase(Database.Sql sql, RateLimit rule, String key, String item) {
    int rows =
        sql.update("DELETE FROM switchboard_limits WHERE rule = ? AND key = ?", rule.name(), key);
    return rule.measure() instanceof Distinct
        ? rows + DistinctItems.erase(sql, rule.name(), key, item)
        : rows;
  }

  void sweep(long now) {
    database.write(sql ->
        sql.update("DELETE FROM switchboard_limits WHERE over_at <= ?", now)
            + ItemRows.sweep(sql, now));
  }
}
