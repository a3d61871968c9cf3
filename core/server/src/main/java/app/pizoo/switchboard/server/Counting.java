package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.limits.LimitCounters;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LimitChange;
import app.pizoo.switchboard.server.settings.LimitMode;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Metrics;
import java.time.Clock;
import java.util.List;

/** Sets the counting of limits up as the operator wants it. */
final class Counting {
  private Counting() {}

  /**
   * Opens the counters.
   *
   * @throws StartFailure if the operator changes a rule that no plugin has
   */
  static LimitCounters open(
      Assembly assembly, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    List<Finding> findings = findings(assembly);
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
    return new LimitCounters(
        assembly.settings().get(KernelSettings.LIMITS) == LimitMode.BLOCK,
        changes(assembly),
        database,
        keys,
        clock,
        metrics);
  }

  /** Names changes of rules that no plugin has. */
  static List<Finding> findings(Assembly assembly) {
    List<String> known = rules(assembly).stream().map(LimitRule::name).toList();
    return changes(assembly).stream()
        .map(LimitChange::rule)
        .filter(name -> !known.contains(name))
        .map(name ->
            new Finding(
                Finding.Kind.SETTINGS,
                KernelSettings.LIMIT_RULES.name()
                    + ": no plugin has the rule "
                    + name
                    + Arguments.suggestion(name, known)))
        .toList();
  }

  /** All rules of the plugins present. */
  static List<LimitRule> rules(Assembly assembly) {
    return assembly.plugins().stream()
        .flatMap(plugin -> plugin.provider().limits().stream())
        .toList();
  }

  private static List<LimitChange> changes(Assembly assembly) {
    return assembly.settings().find(KernelSettings.LIMIT_RULES).orElse(List.of());
  }
}
