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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Counts in the database. All uses of a request are one transaction: one statement locks and reads
 * the rows of their keys, this class computes the outcomes, and one statement stores them. So any
 * number of nodes count exactly, and the cost of a request does not depend on earlier uses.
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
    return database.write(sql -> take(sql, uses, now));
  }

  /**
   * Counts all uses in a transaction, which must not be committed if this throws.
   *
   * @throws Reached if a rule refuses, as {@link #take(List, long)} does
   */
  static Result take(Database.Sql sql, List<Counted> uses, long now) {
    Map<String, KeyCounts> rows = CountTable.lock(sql, uses.stream().map(Counted::key).toList());
    List<RateLimit> reported = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<Reached> refusals = new ArrayList<>();
    for (Counted use : uses) {
      KeyCounts counts = Objects.requireNonNull(rows.get(use.key()), "the row is locked");
      String rule = use.rule().name();
      Outcome outcome = outcome(sql, use, counts.get(rule), now, warnings);
      counts.put(rule, outcome.after());
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
    rows.values().forEach(counts -> counts.forget(now));
    CountTable.store(sql, rows);
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

  /** Ends a lease if its holder has it. */
  static void release(Database.Sql sql, Counted use) {
    Map<String, KeyCounts> rows = CountTable.lock(sql, List.of(use.key()));
    KeyCounts counts = Objects.requireNonNull(rows.get(use.key()), "the row is locked");
    if (counts.get(use.rule().name()).uses().equals(use.item())) {
      counts.remove(use.rule().name());
    }
    CountTable.store(sql, rows);
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

  /**
   * Removes the counts of a subject as a key and as an item of all other keys; returns their
   * number.
   */
  static int erase(Database.Sql sql, List<RateLimit> rules, String key, String item) {
    List<RateLimit> distinct =
        rules.stream().filter(rule -> rule.measure() instanceof Distinct).toList();
    // Only these have items, and the search reads the whole table.
    Set<String> keys = distinct.isEmpty() ? new HashSet<>() : DistinctItems.keysWith(sql, item);
    keys.add(key);
    Map<String, KeyCounts> rows = CountTable.lock(sql, keys);
    KeyCounts own = Objects.requireNonNull(rows.get(key), "the row is locked");
    int erased = 0;
    for (RateLimit rule : rules) {
      erased += own.remove(rule.name()) ? 1 : 0;
    }
    for (RateLimit rule : distinct) {
      ItemRows.deleteAll(sql, rule.name(), key);
      for (Map.Entry<String, KeyCounts> row : rows.entrySet()) {
        erased +=
            DistinctItems.remove(sql, rule.name(), row.getKey(), row.getValue(), item) ? 1 : 0;
      }
    }
    CountTable.store(sql, rows);
    return erased;
  }

  void sweep(long now) {
    database.write(sql -> CountTable.sweep(sql, now) + ItemRows.sweep(sql, now));
  }
}
