package app.pizoo.switchboard.server.limits;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Fingerprints;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts uses exactly, within sliding windows: those of one node in memory, shared ones in the
 * database. Keys are kept as fingerprints only.
 */
public final class LimitCounters implements Limits {
  private static final System.Logger LOG = System.getLogger("switchboard.limits");

  private final boolean blocking;
  private final Fingerprints fingerprints;
  private final Clock clock;
  private final NodeCounter node = new NodeCounter();
  private final SharedCounter shared;
  private final Metrics.Counter reached;

  /**
   * Creates counters.
   *
   * @param blocking whether the operator lets rules refuse at all
   */
  public LimitCounters(
      boolean blocking,
      Database database,
      Fingerprints fingerprints,
      Clock clock,
      Metrics metrics) {
    this.blocking = blocking;
    this.fingerprints = fingerprints;
    this.clock = clock;
    this.shared = new SharedCounter(database);
    this.reached = metrics.counter("limit_reached", "Uses beyond a limit", "rule", "enforcement");
  }

  @Override
  public void take(List<Use> uses) {
    long now = clock.millis();
    List<Use> inMemory = new ArrayList<>(uses.size());
    List<SharedCounter.Counted> inDatabase = new ArrayList<>(uses.size());
    for (Use use : uses) {
      if (use.rule().scope() == LimitRule.Scope.NODE) {
        inMemory.add(use);
      } else {
        inDatabase.add(new SharedCounter.Counted(use.rule(), hashed(use), blocks(use.rule())));
      }
    }
    for (int i = 0; i < inMemory.size(); i++) {
      Use use = inMemory.get(i);
      long wait = node.take(use.rule(), use.key(), now, blocks(use.rule()));
      if (wait > 0) {
        note(use.rule());
        if (blocks(use.rule())) {
          undo(inMemory.subList(0, i), now);
          throw refusal(use.rule(), wait);
        }
      }
    }
    if (!inDatabase.isEmpty()) {
      takeShared(inDatabase, inMemory, now);
    }
  }

  private void takeShared(List<SharedCounter.Counted> uses, List<Use> inMemory, long now) {
    try {
      shared.take(uses, now).forEach(this::note);
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
    String enforcement = blocks(rule) ? "block" : "report";
    reached.add(rule.name(), enforcement);
    LOG.log(WARNING, "limit " + rule.name() + " reached (" + enforcement + ")");
  }

  private static Problem refusal(LimitRule rule, long waitMillis) {
    return Problem.of(rule.code(), "the limit " + rule.name() + " is reached")
        .retryAfter(Duration.ofMillis(waitMillis));
  }

  private boolean blocks(LimitRule rule) {
    return blocking && rule.enforcement() == LimitRule.Enforcement.BLOCK;
  }

  private String hashed(Use use) {
    return fingerprints.of("limit " + use.rule().name(), use.key());
  }

  /** Removes what no window holds any more; called now and then. */
  public void sweep() {
    node.sweep(clock.millis());
    shared.sweep(clock.millis());
  }
}
