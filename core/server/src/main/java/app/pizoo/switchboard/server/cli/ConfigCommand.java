package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.StartupPlan;
import app.pizoo.switchboard.server.plugins.PluginCatalog;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.server.settings.SettingsCatalog;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lists the settings. */
final class ConfigCommand implements Command {
  @Override
  public String name() {
    return "config";
  }

  @Override
  public String summary() {
    return "list the settings: value (secrets masked), source, meaning";
  }

  @Override
  public String synopsis() {
    return "[--dev | --markdown]";
  }

  @Override
  public List<String> details() {
    return List.of(
        "--dev       the settings of dev",
        "--markdown  the reference of all settings, as in docs/reference/settings.md");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of("--dev", "--markdown"), List.of(), 0);
    boolean markdown = parsed.has("--markdown");
    Mode mode = parsed.has("--dev") || markdown ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    StartupPlan plan = StartupPlan.of(terminal.home(), mode, terminal.environment());
    if (markdown) {
      terminal.out().print(catalog(plan).markdown());
      return terminal.report(plan.parts().findings());
    }
    terminal.table(rows(plan));
    terminal.warn(plan.warnings());
    return terminal.report(plan.findingsWithoutUnset());
  }

  private static List<List<String>> rows(StartupPlan plan) {
    Set<String> supplied =
        plan.devService().map(part -> part.provider().supplies()).orElse(Set.of());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "VALUE", "SOURCE", "MEANING"));
    for (Setting<?> setting : plan.parts().declared()) {
      String value;
      String source = plan.values().value(setting.name()).map(v -> v.source()).orElse("-");
      if (supplied.contains(setting.name())) {
        value = setting.isSecret() ? "(secret, set)" : "(set at start)";
        source = "dev service";
      } else {
        value = value(setting, plan.values());
      }
      rows.add(List.of(setting.name(), value, source, setting.meaning()));
    }
    return rows;
  }

  private static String value(Setting<?> setting, SettingValues values) {
    if (!values.has(setting.name())) {
      return "-";
    }
    if (setting.isSecret()) {
      return "(secret, set)";
    }
    return values.value(setting.name()).map(v -> v.text()).orElse("(malformed)");
  }

  private static SettingsCatalog catalog(StartupPlan plan) {
    SettingsCatalog catalog = new SettingsCatalog();
    catalog.add("The server", app.pizoo.switchboard.server.settings.KernelSettings.all());
    PluginCatalog parts = plan.parts();
    parts
        .services()
        .forEach(p -> catalog.add(p.info().id() + ": " + p.info().summary(), p.settings()));
    parts
        .plugins()
        .forEach(p -> catalog.add(p.info().id() + ": " + p.info().summary(), p.settings()));
    parts
        .devServices()
        .forEach(p ->
            catalog.add(
                p.info().id() + ": " + p.info().summary() + " (development only)", p.settings()));
    return catalog;
  }
}
