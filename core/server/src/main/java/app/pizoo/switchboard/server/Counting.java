package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.limits.LimitCounters;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LimitChange;
import app.pizoo.switchboard.server.settings.LimitMode;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Settings;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sets the counting of limits up as the operator wants it. */
final class Counting {
  private Counting() {}

  /**
   * Opens the counters.
   *
   * @throws StartFailure if the operator changes a rule that no plugin has, or as it cannot be
   */
  static LimitCounters open(
      Assembly assembly, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    List<LimitChange> changes = changes(assembly.settings());
    List<Finding> findings = findings(rules(assembly), changes);
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
    return new LimitCounters(
        assembly.settings().get(KernelSettings.LIMITS) == LimitMode.BLOCK,
        changes,
        database,
        keys,
        clock,
        metrics);
  }

  /** Names changes of rules that no plugin has, or that cannot be changed so. */
  static List<Finding> findings(Assembly assembly) {
    return findings(rules(assembly), changes(assembly.settings()));
  }

  static List<Finding> findings(List<LimitRule> rules, List<LimitChange> changes) {
    Map<String, LimitRule> known = new LinkedHashMap<>();
    rules.forEach(rule -> known.put(rule.name(), rule));
    return changes.stream()
        .flatMap(change -> problem(change, known).stream())
        .map(problem ->
            new Finding(Finding.Kind.SETTINGS, KernelSettings.LIMIT_RULES.name() + ": " + problem))
        .toList();
  }

  private static Optional<String> problem(LimitChange change, Map<String, LimitRule> known) {
    String name = change.rule();
    LimitRule rule = known.get(name);
    return rule == null
        ? Optional.of(
            "no plugin has the rule "
                + name
                + Arguments.suggestion(name, List.copyOf(known.keySet())))
        : change.mismatch(rule).map(why -> name + ": " + why);
  }

  /** All rules of the plugins present. */
  static List<LimitRule> rules(Assembly assembly) {
    return assembly.plugins().stream()
        .flatMap(plugin -> plugin.provider().limits().stream())
        .toList();
  }

  /** What the operator changes. */
  static List<LimitChange> changes(Settings settings) {
    return settings.find(KernelSettings.LIMIT_RULES).orElse(List.of());
  }
}
