package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.cli.Arguments;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.limits.RateLimitMode;
import app.pizoo.switchboard.server.limits.RateLimitOverride;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Settings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets the counting of limits up as the operator wants it. */
public final class RateLimiterFactory {
  private RateLimiterFactory() {}

  /**
   * Opens the counters.
   *
   * @throws StartFailure if the operator changes a rule that no plugin has, or as it cannot be
   */
  public static RateLimiter open(
      KernelConfig config, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    List<RateLimitOverride> changes = changes(config.settings());
    List<Finding> findings = findings(rules(config), changes);
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
    return new RateLimiter(
        config.settings().get(KernelSettings.LIMITS) == RateLimitMode.BLOCK,
        changes,
        database,
        keys,
        clock,
        metrics);
  }

  /** Names changes of rules that no plugin has, or that cannot be changed so. */
  public static List<Finding> findings(KernelConfig config) {
    return findings(rules(config), changes(config.settings()));
  }

  public static List<Finding> findings(List<RateLimit> rules, List<RateLimitOverride> changes) {
    Map<String, RateLimit> known = new LinkedHashMap<>();
    rules.forEach(rule -> known.put(rule.name(), rule));
    return changes.stream()
        .flatMap(change -> problem(change, known).stream())
        .map(problem ->
            new Finding(Finding.Kind.SETTINGS, KernelSettings.LIMIT_RULES.name() + ": " + problem))
        .toList();
  }

  private static Optional<String> problem(RateLimitOverride change, Map<String, RateLimit> known) {
    String name = change.rule();
    RateLimit rule = known.get(name);
    return rule == null
        ? Optional.of(
            "no plugin has the rule "
                + name
                + Arguments.suggestion(name, List.copyOf(known.keySet())))
        : change.mismatch(rule).map(why -> name + ": " + why);
  }

  /** All rules of the plugins present. */
  static List<RateLimit> rules(KernelConfig config) {
    return config.plugins().stream()
        .flatMap(plugin -> plugin.provider().rateLimits().stream())
        .toList();
  }

  /** What the operator changes. */
  public static List<RateLimitOverride> changes(Settings settings) {
    return settings.find(KernelSettings.LIMIT_RULES).orElse(List.of());
  }
}
