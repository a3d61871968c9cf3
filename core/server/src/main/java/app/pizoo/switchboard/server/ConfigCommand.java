package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.server.settings.SettingsCatalogue;
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
        "--dev       as dev would see them",
        "--markdown  the reference of all settings, as in docs/settings.md");
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments parsed = Arguments.parse(arguments, List.of("--dev", "--markdown"), List.of(), 0);
    boolean markdown = parsed.has("--markdown");
    Mode mode = parsed.has("--dev") || markdown ? Mode.DEVELOPMENT : Mode.PRODUCTION;
    Preparation preparation = Preparation.of(terminal.home(), mode, terminal.environment());
    if (markdown) {
      terminal.out().print(catalogue(preparation).markdown());
      return terminal.report(preparation.parts().findings());
    }
    terminal.table(rows(preparation));
    terminal.warn(preparation.warnings());
    return terminal.report(preparation.findingsButMissing());
  }

  private static List<List<String>> rows(Preparation preparation) {
    Set<String> supplied =
        preparation.standIn().map(part -> part.provider().supplies()).orElse(Set.of());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "VALUE", "SOURCE", "MEANING"));
    for (Setting<?> setting : preparation.parts().declared()) {
      String value;
      String source = preparation.values().value(setting.name()).map(v -> v.source()).orElse("-");
      if (supplied.contains(setting.name())) {
        value = setting.isSecret() ? "(secret, set)" : "(known once it runs)";
        source = "stand-in";
      } else {
        value = value(setting, preparation.values());
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

  private static SettingsCatalogue catalogue(Preparation preparation) {
    SettingsCatalogue catalogue = new SettingsCatalogue();
    catalogue.add("The server", app.pizoo.switchboard.server.settings.KernelSettings.all());
    Parts parts = preparation.parts();
    parts
        .services()
        .forEach(p -> catalogue.add(p.info().id() + ": " + p.info().summary(), p.settings()));
    parts
        .plugins()
        .forEach(p -> catalogue.add(p.info().id() + ": " + p.info().summary(), p.settings()));
    parts
        .standIns()
        .forEach(p ->
            catalogue.add(
                p.info().id() + ": " + p.info().summary() + " (development only)", p.settings()));
    return catalogue;
  }
}
