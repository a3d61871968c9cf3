package app.pizoo.switchboard.server.limits;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.limits.SharedCounter.Counted;
import app.pizoo.switchboard.server.settings.LimitChange;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.OncePerMinute;
import app.pizoo.switchboard.spi.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts uses exactly: those of one node in memory, shared ones in the database. Keys are kept as
 * fingerprints only.
 */
public final class LimitCounters implements Limits {
  private static final System.Logger LOG = System.getLogger("switchboard.limits");

  private static final String ITEM = "limit holder";

  private final boolean blocking;
  private final Map<String, LimitChange> changes;
  private final Fingerprints fingerprints;
  private final Clock clock;
  private final OncePerMinute lines;
  private final NodeCounter node = new NodeCounter();
  private final SharedCounter shared;
  private final Metrics.Counter reached;

  /**
   * Creates counters.
   *
   * @param blocking whether the operator lets rules refuse at all
   * @param changes what the operator changed about single rules
   */
  public LimitCounters(
      boolean blocking,
      List<LimitChange> changes,
      Database database,
      Fingerprints fingerprints,
      Clock clock,
      Metrics metrics) {
    this.blocking = blocking;
    this.changes = LimitChange.byRule(changes);
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.lines = new OncePerMinute(LOG, clock);
    this.shared = new SharedCounter(database);
    this.reached = metrics.counter("limit_reached", "Uses beyond a limit", "rule", "enforcement");
  }

  @Override
  public void take(List<Use> uses) {
    long now = clock.millis();
    List<Use> inMemory = new ArrayList<>(uses.size());
    List<Counted> inDatabase = new ArrayList<>(uses.size());
    for (Use declared : uses) {
      Optional<LimitRule> rule = asChanged(declared.rule());
      if (rule.isEmpty()) {
        continue;
      }
      Use use = new Use(rule.get(), declared.key(), declared.item());
      if (isNode(use.rule())) {
        inMemory.add(use);
      } else {
        inDatabase.add(counted(use));
      }
    }
    for (int i = 0; i < inMemory.size(); i++) {
      Use use = inMemory.get(i);
      long wait = node.take(use.rule(), use.key(), now, refuses(use.rule()));
      if (wait > 0) {
        note(use.rule());
        if (refuses(use.rule())) {
          undo(inMemory.subList(0, i), now);
          throw refusal(use.rule(), wait);
        }
      }
    }
    if (!inDatabase.isEmpty()) {
      takeShared(inDatabase, inMemory, now);
    }
  }

  private Optional<LimitRule> asChanged(LimitRule rule) {
    LimitChange change = changes.get(rule.name());
    return change == null ? Optional.of(rule) : change.apply(rule);
  }

  private Counted counted(Use use) {
    LimitRule rule = use.rule();
    String item = use.item().isEmpty() ? "" : fingerprints.of(ITEM, use.item());
    return new Counted(rule, hashed(rule, use.key()), item, refuses(rule));
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    SharedCounter.release(sql, counted(use));
  }

  /** Whether it is this node's turn to do something that one node does once in a while. */
  public boolean turn(String what, Duration time) {
    return shared.turn(what, time, clock.millis());
  }

  /** Forgets what a subject has used up; gives the number of rows that are gone. */
  public static int erase(
      Database.Sql sql, Fingerprints fingerprints, List<LimitRule> rules, String subject) {
    String item = fingerprints.of(ITEM, subject);
    return rules.stream()
        .filter(rule -> !isNode(rule))
        .mapToInt(
            rule -> SharedCounter.erase(sql, rule, fingerprints.of(purpose(rule), subject), item))
        .sum();
  }

  private void takeShared(List<Counted> uses, List<Use> inMemory, long now) {
    try {
      SharedCounter.Result result = shared.take(uses, now);
      result.reached().forEach(this::note);
      result.marks().forEach(mark -> LOG.log(WARNING, "limit " + mark));
    } catch (SharedCounter.Reached e) {
      undo(inMemory, now);
      note(e.rule());
      throw refusal(e.rule(), e.waitMillis());
    } catch (Problem e) {
      undo(inMemory, now);
      throw e;
    }
  }

  private void undo(List<Use> uses, long now) {
    uses.forEach(use -> node.undo(use.rule(), use.key(), now));
  }

  private void note(LimitRule rule) {
    String enforcement = refuses(rule) ? "block" : "report";
    reached.add(rule.name(), enforcement);
    lines.log(WARNING, "limit " + rule.name() + " reached (" + enforcement + ")");
  }

  private static Problem refusal(LimitRule rule, long waitMillis) {
    Problem problem = Problem.of(rule.code(), "the limit " + rule.name() + " is reached");
    // Where waiting is not what helps, no time is told.
    return rule.code().status() == 429
        ? problem.retryAfter(Duration.ofMillis(waitMillis))
        : problem;
  }

  @Override
  public boolean isOn(LimitRule declared) {
    return asChanged(declared).isPresent();
  }

  @Override
  public boolean reached(LimitRule declared) {
    Optional<LimitRule> rule = asChanged(declared);
    rule.ifPresent(this::note);
    return rule.filter(this::refuses).isPresent();
  }

  private boolean refuses(LimitRule rule) {
    return blocking && rule.enforcement() == LimitRule.Enforcement.BLOCK;
  }

  private String hashed(LimitRule rule, String key) {
    return fingerprints.of(purpose(rule), key);
  }

  private static String purpose(LimitRule rule) {
    return "limit " + rule.name();
  }

  private static boolean isNode(LimitRule rule) {
    return rule.scope() == LimitRule.Scope.NODE;
  }

  /** Removes what no window holds any more; called now and then. */
  public void sweep() {
    node.sweep(clock.millis());
    shared.sweep(clock.millis());
  }
}
