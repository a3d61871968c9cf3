package app.pizoo.switchboard.server.cli;

import static java.util.stream.Collectors.joining;

import app.pizoo.switchboard.server.bootstrap.RateLimiterFactory;
import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.limits.RateLimitMode;
import app.pizoo.switchboard.server.limits.RateLimitOverride;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.plugins.CatalogEntry;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimit.Budget;
import app.pizoo.switchboard.spi.RateLimit.Cooldown;
import app.pizoo.switchboard.spi.RateLimit.Distinct;
import app.pizoo.switchboard.spi.RateLimit.ExternalRule;
import app.pizoo.switchboard.spi.RateLimit.Lease;
import app.pizoo.switchboard.spi.RateLimit.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the rate limits with the operator's overrides applied. */
final class LimitsCommand implements Command {
  @Override
  public String name() {
    return "limits";
  }

  @Override
  public String summary() {
    return "list the rate limits: what each allows, and what happens beyond it";
  }

  @Override
  public String synopsis() {
    return "[--dev]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "--dev  the limits of dev",
        "SWITCHBOARD_LIMIT_RULES changes single limits.",
        "With SWITCHBOARD_LIMITS=report no limit refuses; reached limits are only logged.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of("--dev"), List.of(), 0);
    Mode mode = parsed.has("--dev") ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    List<Finding> findings = new ArrayList<>(plan.findingsWithoutUnset());
    if (!findings.isEmpty()) {
      return terminal.report(findings);
    }
    List<RateLimitOverride> changes = RateLimiterFactory.changes(plan.values());
    Map<String, RateLimitOverride> byRule = RateLimitOverride.byRule(changes);
    boolean blocking = plan.values().get(KernelSettings.LIMITS) == RateLimitMode.BLOCK;
    List<RateLimit> rules = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LIMIT", "ALLOWS", "BEYOND", "CHANGED"));
    for (CatalogEntry<Plugin> part : plan.parts().plugins()) {
      for (RateLimit rule : part.provider().rateLimits()) {
        rules.add(rule);
        rows.add(row(rule, Optional.ofNullable(byRule.get(rule.name())), blocking));
      }
    }
    terminal.table(rows);
    terminal.warn(RateLimiterFactory.warnings(rules, changes));
    return terminal.report(RateLimiterFactory.findings(rules, changes));
  }

  private static List<String> row(
      RateLimit rule, Optional<RateLimitOverride> change, boolean blocking) {
    String changed = change.isPresent() ? "yes" : "";
    Optional<RateLimit> result = change.isPresent() ? change.get().apply(rule) : Optional.of(rule);
    return result
        .map(now -> List.of(now.name(), allows(now), beyond(now, change, blocking), changed))
        .orElseGet(() -> List.of(rule.name(), "everything", "off", changed));
  }

  private static String beyond(
      RateLimit rule, Optional<RateLimitOverride> change, boolean blocking) {
    return RateLimiter.refuses(rule, change, blocking) ? rule.code().code() : "reported";
  }

  private static String allows(RateLimit rule) {
    return switch (rule.measure()) {
      case Window window -> window.count() + " in " + text(window.time());
      case Budget budget -> budget.count() + " in " + text(budget.time()) + " by the clock";
      case Distinct items -> items.count() + " different in " + text(items.time());
      case Lease lease -> "one at a time, at most " + text(lease.longest());
      case Cooldown pauses ->
          "pauses of "
              + pauses.pauses().stream().map(LimitsCommand::text).collect(joining(", "))
              + "; restarts after "
              + text(pauses.rest());
      case ExternalRule watched -> "measured by the plugin";
    };
  }

  private static String text(Duration time) {
    if (time.toSeconds() % 60 != 0 || time.toSeconds() == 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }
}
