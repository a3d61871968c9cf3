package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.TrustedAuthorities;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.plugins.CatalogEntry;
import app.pizoo.switchboard.server.plugins.DevServices;
import app.pizoo.switchboard.server.plugins.PluginCatalog;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Runs a dev service alone. The command has the service's id as its name. */
final class DevServiceCommand implements Command {
  private final CatalogEntry<DevService> part;

  private DevServiceCommand(CatalogEntry<DevService> part) {
    this.part = part;
  }

  /** The commands of all dev services in the product's folder. */
  static List<Command> all(PluginCatalog parts) {
    return parts.devServices().stream().map(part -> (Command) new DevServiceCommand(part)).toList();
  }

  @Override
  public String name() {
    return part.info().id();
  }

  @Override
  public String summary() {
    return "run " + part.info().summary() + " alone, for tests";
  }

  @Override
  public List<String> details() {
    return part.settings().stream().map(s -> s.name() + "  " + s.meaning()).toList();
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    Arguments.parse(arguments, List.of(), List.of(), 0);
    List<Setting<?>> declared = new ArrayList<>(KernelSettings.all());
    declared.addAll(part.settings());
    LoadedSettings loaded =
        LoadedSettings.load(terminal.home().folder(), terminal.environment(), declared);
    SettingValues own = loaded.values(Mode.DEVELOPMENT, withKernels(), List.of());
    List<String> problems = new ArrayList<>(loaded.problems());
    problems.addAll(misspelled(loaded));
    problems.addAll(own.problems());
    if (!problems.isEmpty()) {
      return terminal.report(
          problems.stream().map(text -> new Finding(Finding.Kind.SETTINGS, text)).toList());
    }
    terminal.log(own);
    Signals signals = Signals.listen();
    try {
      TrustedAuthorities.install(own);
      DevService.RunningDevService runningDevService =
          DevServices.start(part, own, Optional::empty, Stream.empty(), Optional.empty());
      runningDevService.describe(terminal.out());
      terminal.out().flush();
      signals.await();
      runningDevService.close();
      return 0;
    } catch (StartFailure e) {
      return terminal.report(e.findings());
    }
  }

  private List<Setting<?>> withKernels() {
    List<Setting<?>> settings = new ArrayList<>(part.settings());
    settings.add(KernelSettings.LOG);
    settings.add(KernelSettings.CA_CERTIFICATES);
    return settings;
  }

  /** Misspelled settings of this dev service only: the settings of other modules are not loaded. */
  private List<String> misspelled(LoadedSettings loaded) {
    Set<String> own = new HashSet<>();
    part.settings().forEach(setting -> own.add(setting.name()));
    return loaded.misspelled().stream()
        .filter(text -> own.stream().anyMatch(name -> text.endsWith(name + "?")))
        .toList();
  }
}
