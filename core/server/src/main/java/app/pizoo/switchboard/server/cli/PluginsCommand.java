package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.plugins.CatalogEntry;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import java.util.ArrayList;
import java.util.List;

/** Lists the plugins. */
final class PluginsCommand implements Command {
  @Override
  public String name() {
    return "plugins";
  }

  @Override
  public String summary() {
    return "list the plugins: id, version, jar, state";
  }

  @Override
  public String synopsis() {
    return "[--dev]";
  }

  @Override
  public List<String> details() {
    return List.of("--dev  the plugins of dev");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of("--dev"), List.of(), 0);
    Mode mode = parsed.has("--dev") ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ID", "VERSION", "JAR", "STATE"));
    for (CatalogEntry<Plugin> part : plan.parts().plugins()) {
      rows.add(
          List.of(part.info().id(), part.provided().version(), part.file(), state(plan, part)));
    }
    plan.parts()
        .skipped()
        .forEach(
            id -> rows.add(List.of(id, "-", "-", "off: not in " + KernelSettings.PLUGINS.name())));
    terminal.table(rows);
    return terminal.report(
        plan.findings().stream().filter(f -> f.kind() == Finding.Kind.PLUGINS).toList());
  }

  private static String state(StartupPlan plan, CatalogEntry<Plugin> part) {
    List<String> missing = plan.unmet().get(part);
    if (missing == null) {
      return "ready: " + part.info().summary();
    }
    String names = "not set: " + String.join(", ", missing);
    return plan.mode() == Mode.DEVELOPMENT ? "skipped, " + names : names;
  }
}
