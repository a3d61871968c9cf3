package app.pizoo.switchboard.server.cli;

import app.pizoo.switchboard.server.bootstrap.TrustedAuthorities;
import app.pizoo.switchboard.server.bootstrap.Watchdog;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.plugins.CatalogEntry;
import app.pizoo.switchboard.server.plugins.DevServices;
import app.pizoo.switchboard.server.plugins.PluginCatalog;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs a dev service alone. The command has the service's id as its name. */
final class DevServiceCommand implements Command {
  private static final System.Logger LOG = System.getLogger("switchboard");
  private static final String ENV = "--env";

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
  public String synopsis() {
    return Stream.concat(Stream.of(ENV), flags().keySet().stream())
        .map(flag -> "[" + flag + "]")
        .collect(Collectors.joining(" "));
  }

  @Override
  public List<String> details() {
    List<String> details = new ArrayList<>();
    details.add(ENV + "  print shell commands that let programs reach it unchanged, and end");
    flags()
        .forEach((flag, setting) -> details.add(flag + "  the same as " + setting.name() + "=on"));
    part.settings().forEach(setting -> details.add(setting.name() + "  " + setting.meaning()));
    return details;
  }

  private Map<String, Setting<?>> flags() {
    return new TreeMap<>(part.provider().flags());
  }

  @Override
  public int run(List<String> arguments, Terminal terminal) throws UsageException {
    List<String> known = new ArrayList<>(flags().keySet());
    known.add(ENV);
    Arguments parsed = Arguments.parse(arguments, known, List.of(), 0);
    List<Setting<?>> declared = new ArrayList<>(KernelSettings.all());
    declared.addAll(part.settings());
    LoadedSettings loaded =
        LoadedSettings.load(terminal.home().folder(), terminal.environment(), declared);
    SettingValues own =
        loaded.overriddenBy(flagged(parsed)).values(Mode.DEVELOPMENT, withKernels(), List.of());
    List<String> problems = new ArrayList<>(loaded.problems());
    problems.addAll(misspelled(loaded));
    problems.addAll(own.problems());
    if (!problems.isEmpty()) {
      return terminal.report(
          problems.stream().map(text -> new Finding(Finding.Kind.SETTINGS, text)).toList());
    }
    Path data = terminal.home().data(Mode.DEVELOPMENT, own).orElseThrow();
    if (parsed.has(ENV)) {
      return environment(
          DevServices.context(own, data, Optional::empty, Stream.empty(), Optional.empty()),
          terminal);
    }
    terminal.log(own);
    Signals signals = Signals.listen();
    try {
      TrustedAuthorities.install(own);
      DevService.RunningDevService runningDevService =
          DevServices.start(part, own, data, Optional::empty, Stream.empty(), Optional.empty());
      runningDevService.describe(terminal.out());
      terminal.out().flush();
      Optional<List<String>> dead;
      try (Watchdog watchdog = Watchdog.of(name(), runningDevService::isAlive)) {
        dead = signals.awaitOr(watchdog.death());
      }
      // Before the end, which takes a while if something in it hangs.
      int exit = dead.map(parts -> DeadParts.end(parts, LOG)).orElse(0);
      runningDevService.close();
      return exit;
    } catch (StartFailure e) {
      return terminal.report(e.findings());
    }
  }

  private int environment(DevService.DevServiceContext context, Terminal terminal)
      throws UsageException {
    try {
      List<String> lines = part.provider().environment(context);
      if (lines.isEmpty()) {
        throw new UsageException(name() + " has nothing to print for " + ENV);
      }
      lines.forEach(terminal.out()::println);
      return 0;
    } catch (IllegalArgumentException e) {
      return terminal.report(List.of(new Finding(Finding.Kind.SETTINGS, reason(e))));
    } catch (UncheckedIOException e) {
      return terminal.report(List.of(new Finding(Finding.Kind.STORAGE, reason(e))));
    }
  }

  private static String reason(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  private SettingSource flagged(Arguments parsed) {
    Map<String, String> texts = new HashMap<>();
    flags()
        .forEach((flag, setting) -> {
          if (parsed.has(flag)) {
            texts.put(setting.name(), "on");
          }
        });
    return new SettingSource("command line", texts);
  }

  private List<Setting<?>> withKernels() {
    List<Setting<?>> settings = new ArrayList<>(part.settings());
    settings.add(KernelSettings.LOG);
    settings.add(KernelSettings.DATA);
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
