package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.limits.RateLimitMode;
import app.pizoo.switchboard.server.limits.RateLimitOverride;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.Spelling;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.Settings;
import app.pizoo.switchboard.spi.storage.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates the rate limiter from the operator's settings. */
public final class RateLimiterFactory {
  private RateLimiterFactory() {}

  /** Creates the rate limiter. */
  public static RateLimiter open(
      KernelConfig config, Database database, KernelKeys keys, Clock clock, Metrics metrics) {
    List<RateLimitOverride> changes = changes(config.settings());
    return new RateLimiter(
        config.settings().get(KernelSettings.LIMITS) == RateLimitMode.BLOCK,
        changes,
        database,
        keys,
        clock,
        metrics);
  }

  /** Checks the rate limits that plugins declare and the overrides of the operator. */
  public static List<Finding> findings(KernelConfig config) {
    List<Finding> findings = new ArrayList<>(declarations(config.plugins()));
    findings.addAll(findings(rules(config), changes(config.settings())));
    return findings;
  }

  /** Finds declarations that are not valid, or that two plugins make. */
  public static List<Finding> declarations(List<LoadedProvider<Plugin>> plugins) {
    List<String> problems = new ArrayList<>();
    Map<String, String> owners = new HashMap<>();
    for (LoadedProvider<Plugin> plugin : plugins) {
      for (RateLimit rule : plugin.provider().rateLimits()) {
        if (!RateLimitOverride.isName(rule.name())) {
          problems.add(
              "%s declares the rate limit %s: a name has lower-case letters, digits, dots and _"
                  .formatted(plugin.file(), rule.name()));
        }
        String first = owners.putIfAbsent(rule.name(), plugin.file());
        if (first != null) {
          problems.add(
              first.equals(plugin.file())
                  ? "%s declares the rate limit %s twice".formatted(first, rule.name())
                  : "%s and %s both declare the rate limit %s"
                      .formatted(first, plugin.file(), rule.name()));
        }
      }
    }
    return problems.stream().map(text -> new Finding(Finding.Kind.PLUGINS, text)).toList();
  }

  /** Finds overrides that are probably misspelled, and those that cannot be applied. */
  public static List<Finding> findings(List<RateLimit> rules, List<RateLimitOverride> changes) {
    Map<String, RateLimit> known = byName(rules);
    return changes.stream()
        .filter(change -> !isOfRemovedPlugin(change, known.keySet()))
        .flatMap(change -> problem(change, known).stream())
        .map(problem ->
            new Finding(Finding.Kind.SETTINGS, KernelSettings.LIMIT_RULES.name() + ": " + problem))
        .toList();
  }

  /** Finds overrides that have no effect because their plugin is not present. */
  public static List<String> warnings(List<RateLimit> rules, List<RateLimitOverride> changes) {
    Map<String, RateLimit> known = byName(rules);
    return changes.stream()
        .filter(change -> isOfRemovedPlugin(change, known.keySet()))
        .map(change ->
            "%s: %s has no effect, no plugin present has this rate limit"
                .formatted(KernelSettings.LIMIT_RULES.name(), change.rule()))
        .toList();
  }

  /** The same for all plugins that start. */
  public static List<String> warnings(KernelConfig config) {
    return warnings(rules(config), changes(config.settings()));
  }

  /** Whether a name has an unknown first word and resembles no known name. */
  private static boolean isOfRemovedPlugin(RateLimitOverride change, Set<String> known) {
    String plugin = firstWord(change.rule());
    return known.stream().noneMatch(name -> firstWord(name).equals(plugin))
        && Spelling.nearest(change.rule(), known).isEmpty();
  }

  private static String firstWord(String name) {
    return name.substring(0, name.indexOf('.') < 0 ? name.length() : name.indexOf('.'));
  }

  private static Map<String, RateLimit> byName(List<RateLimit> rules) {
    Map<String, RateLimit> known = new LinkedHashMap<>();
    rules.forEach(rule -> known.put(rule.name(), rule));
    return known;
  }

  private static Optional<String> problem(RateLimitOverride change, Map<String, RateLimit> known) {
    String name = change.rule();
    RateLimit rule = known.get(name);
    return rule == null
        ? Optional.of(
            "no plugin has the rate limit "
                + name
                + Spelling.suggestion(name, List.copyOf(known.keySet())))
        : change.mismatch(rule).map(why -> name + ": " + why);
  }

  /** All rules of the plugins present. */
  static List<RateLimit> rules(KernelConfig config) {
    return config.plugins().stream()
        .flatMap(plugin -> plugin.provider().rateLimits().stream())
        .toList();
  }

  /** The overrides of the operator. */
  public static List<RateLimitOverride> changes(Settings settings) {
    return settings.find(KernelSettings.LIMIT_RULES).orElse(List.of());
  }
}
