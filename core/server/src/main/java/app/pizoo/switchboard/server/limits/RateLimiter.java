package app.pizoo.switchboard.server.limits;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.limits.SharedCounter.Counted;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts uses: those of node rules in memory, those of shared rules in the database. Keys are
 * stored only as keyed hashes.
 */
public final class RateLimiter implements RateLimits {
  private static final System.Logger LOG = System.getLogger("switchboard.limits");

  private static final String KEY = "limit key";
  private static final String ITEM = "limit holder";

  private final boolean blocking;
  private final Map<String, RateLimitOverride> changes;
  private final KeyedHashes keyedHashes;
  private final Clock clock;
  private final ThrottledLogger lines;
  private final NodeCounter node = new NodeCounter();
  private final SharedCounter shared;
  private final Metrics.Counter reached;

  /**
   * Creates a rate limiter.
   *
   * @param blocking false if the operator's setting makes all rules only report
   * @param changes the operator's overrides of single rules
   */
  public RateLimiter(
      boolean blocking,
      List<RateLimitOverride> changes,
      Database database,
      KeyedHashes keyedHashes,
      Clock clock,
      Metrics metrics) {
    this.blocking = blocking;
    this.changes = RateLimitOverride.byRule(changes);
    this.keyedHashes = keyedHashes;
    this.clock = clock;
    this.lines = new ThrottledLogger(LOG, clock);
    this.shared = new SharedCounter(database);
    this.reached = metrics.counter("limit_reached", "Uses beyond a limit", "rule", "enforcement");
  }

  @Override
  public void take(List<Use> uses) {
    take(uses, shared::take);
  }

  @Override
  public void take(Database.Sql sql, List<Use> uses) {
    take(uses, (counted, now) -> SharedCounter.take(sql, counted, now));
  }

  /** Counts uses in the database, at a time in milliseconds since 1970. */
  @FunctionalInterface
  private interface Shared {
    SharedCounter.Result take(List<Counted> uses, long now);
  }

  private void take(List<Use> uses, Shared counter) {
    long now = clock.millis();
    List<Use> inMemory = new ArrayList<>(uses.size());
    List<Counted> inDatabase = new ArrayList<>(uses.size());
    Hashes hashes = new Hashes();
    for (Use declared : uses) {
      Optional<RateLimit> rule = asChanged(declared.rule());
      if (rule.isEmpty()) {
        continue;
      }
      Use use = new Use(rule.get(), declared.key(), declared.item());
      if (isNode(use.rule())) {
        inMemory.add(use);
      } else {
        inDatabase.add(counted(use, hashes));
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
      takeShared(counter, inDatabase, inMemory, now);
    }
  }

  private Optional<RateLimit> asChanged(RateLimit rule) {
    RateLimitOverride change = changes.get(rule.name());
    return change == null ? Optional.of(rule) : change.apply(rule);
  }

  /** Keyed hashes of one request, whose uses often have the same key. */
  private final class Hashes {
    private final Map<String, String> keys = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();

    String key(String key) {
      return keys.computeIfAbsent(key, text -> shortened(keyedHashes.of(KEY, text)));
    }

    String item(String item) {
      return item.isEmpty() ? "" : items.computeIfAbsent(item, text -> keyedHashes.of(ITEM, text));
    }
  }

  private Counted counted(Use use, Hashes hashes) {
    RateLimit rule = use.rule();
    return new Counted(rule, hashes.key(use.key()), hashes.item(use.item()), refuses(rule));
  }

  @Override
  public void release(Database.Sql sql, Use use) {
    SharedCounter.release(sql, counted(use, new Hashes()));
  }

  /**
   * Whether this node may do something that one node does in each period; the first to ask wins.
   */
  public boolean turn(String what, Duration time) {
    return shared.turn(what, time, clock.millis());
  }

  /** Deletes the counts of a subject; returns their number. */
  public static int erase(
      Database.Sql sql, KeyedHashes keyedHashes, List<RateLimit> rules, String subject) {
    List<RateLimit> shared = rules.stream().filter(rule -> !isNode(rule)).toList();
    String key = shortened(keyedHashes.of(KEY, subject));
    return SharedCounter.erase(sql, shared, key, keyedHashes.of(ITEM, subject));
  }

  /** 144 bits in base 64: keys never share a hash, and more of them fit into a page. */
  private static String shortened(String hash) {
    return hash.substring(0, Math.min(24, hash.length()));
  }

  private void takeShared(Shared counter, List<Counted> uses, List<Use> inMemory, long now) {
    try {
      SharedCounter.Result result = counter.take(uses, now);
      result.reached().forEach(this::note);
      result.warnings().forEach(warning -> LOG.log(WARNING, "limit " + warning));
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

  private void note(RateLimit rule) {
    String enforcement = refuses(rule) ? "block" : "report";
    reached.add(rule.name(), enforcement);
    lines.log(WARNING, "limit " + rule.name() + " reached (" + enforcement + ")");
  }

  private static Problem refusal(RateLimit rule, long waitMillis) {
    Problem problem = Problem.of(rule.code(), "the limit " + rule.name() + " is reached");
    // No Retry-After if waiting does not help.
    return rule.code().status() == 429
        ? problem.retryAfter(Duration.ofMillis(waitMillis))
        : problem;
  }

  @Override
  public boolean isOn(RateLimit declared) {
    return asChanged(declared).isPresent();
  }

  @Override
  public boolean reached(RateLimit declared) {
    Optional<RateLimit> rule = asChanged(declared);
    rule.ifPresent(this::note);
    return rule.filter(this::refuses).isPresent();
  }

  private boolean refuses(RateLimit rule) {
    return refuses(rule, Optional.ofNullable(changes.get(rule.name())), blocking);
  }

  /**
   * Whether a rate limit refuses uses beyond it. An override to block applies even if limits
   * otherwise only report, as in development.
   *
   * @param rule the rate limit with its override applied
   * @param blocking false if the operator's setting makes all rate limits only report
   */
  public static boolean refuses(
      RateLimit rule, Optional<RateLimitOverride> override, boolean blocking) {
    return override
        .flatMap(RateLimitOverride::enforcement)
        .map(own -> own == RateLimit.Enforcement.BLOCK)
        .orElse(blocking && rule.enforcement() == RateLimit.Enforcement.BLOCK);
  }

  private static boolean isNode(RateLimit rule) {
    return rule.scope() == RateLimit.Scope.NODE;
  }

  /** Removes expired counts; called periodically. */
  public void sweep() {
    node.sweep(clock.millis());
    shared.sweep(clock.millis());
  }
}
