package app.pizoo.switchboard.server;

import static java.util.stream.Collectors.joining;

import app.pizoo.switchboard.server.Parts.Part;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LimitChange;
import app.pizoo.switchboard.server.settings.LimitMode;
import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.LimitRule.Budget;
import app.pizoo.switchboard.spi.LimitRule.CoolDown;
import app.pizoo.switchboard.spi.LimitRule.Distinct;
import app.pizoo.switchboard.spi.LimitRule.Enforcement;
import app.pizoo.switchboard.spi.LimitRule.Lease;
import app.pizoo.switchboard.spi.LimitRule.Watched;
import app.pizoo.switchboard.spi.LimitRule.Window;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists the limits, as the operator's settings make them. */
final class LimitsCommand implements Command {
  @Override
  public String name() {
    return "limits";
  }

  @Override
  public String summary() {
    return "list the limits: what each allows, and what happens beyond";
  }

  @Override
  public String synopsis() {
    return "[--dev]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "--dev  as dev would see them",
        "SWITCHBOARD_LIMIT_RULES changes single ones, SWITCHBOARD_LIMITS=report lets all pass.");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of("--dev"), List.of(), 0);
    Mode mode = parsed.has("--dev") ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    Preparation preparation = Preparation.of(terminal.home(), mode, terminal.environment());
    List<Finding> findings = new ArrayList<>(preparation.findingsButMissing());
    if (!findings.isEmpty()) {
      return terminal.report(findings);
    }
    List<LimitChange> changes = Counting.changes(preparation.values());
    Map<String, LimitChange> byRule = LimitChange.byRule(changes);
    boolean blocking = preparation.values().get(KernelSettings.LIMITS) == LimitMode.BLOCK;
    List<LimitRule> rules = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("LIMIT", "ALLOWS", "BEYOND", "CHANGED"));
    for (Part<Plugin> part : preparation.parts().plugins()) {
      for (LimitRule rule : part.provider().limits()) {
        rules.add(rule);
        rows.add(row(rule, Optional.ofNullable(byRule.get(rule.name())), blocking));
      }
    }
    terminal.table(rows);
    return terminal.report(Counting.findings(rules, changes));
  }

  private static List<String> row(LimitRule rule, Optional<LimitChange> change, boolean blocking) {
    String changed = change.isPresent() ? "yes" : "";
    Optional<LimitRule> result = change.isPresent() ? change.get().apply(rule) : Optional.of(rule);
    return result
        .map(now -> List.of(now.name(), allows(now), beyond(now, blocking), changed))
        .orElseGet(() -> List.of(rule.name(), "everything", "off", changed));
  }

  private static String beyond(LimitRule rule, boolean blocking) {
    return blocking && rule.enforcement() == Enforcement.BLOCK ? rule.code().code() : "reported";
  }

  private static String allows(LimitRule rule) {
    return switch (rule.measure()) {
      case Window window -> window.count() + " in " + text(window.time());
      case Budget budget -> budget.count() + " in " + text(budget.time()) + " by the clock";
      case Distinct items -> items.count() + " different in " + text(items.time());
      case Lease lease -> "one at a time, for " + text(lease.longest()) + " at most";
      case CoolDown pauses ->
          "pauses of "
              + pauses.pauses().stream().map(LimitsCommand::text).collect(joining(", "))
              + "; anew after "
              + text(pauses.rest());
      case Watched watched -> "as the plugin measures it";
    };
  }

  private static String text(Duration time) {
    if (time.toSeconds() % 60 != 0 || time.toSeconds() == 0) {
      return time.toSeconds() + " s";
    }
    return time.toMinutes() % 60 == 0 ? time.toHours() + " h" : time.toMinutes() + " min";
  }
}
