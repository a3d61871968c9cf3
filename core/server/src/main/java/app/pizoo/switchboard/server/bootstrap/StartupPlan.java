package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.auth.AppTokenSigner;
import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.layers.PluginSelection;
import app.pizoo.switchboard.server.plugins.CatalogEntry;
import app.pizoo.switchboard.server.plugins.DevServices;
import app.pizoo.switchboard.server.plugins.PluginCatalog;
import app.pizoo.switchboard.server.settings.Home;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.Setting;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Everything that is known before a start: plugins, services, settings, and their problems. */
public final class StartupPlan {
  private final Home home;
  private final Mode mode;
  private final PluginCatalog parts;
  private final LoadedSettings loaded;
  private final Optional<CatalogEntry<DevService>> devService;
  private final DefaultKey key;
  private final SettingValues values;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> missing = new ArrayList<>();
  private final List<String> warnings;
  private final Map<CatalogEntry<Plugin>, List<String>> unmet = new LinkedHashMap<>();

  private StartupPlan(Home home, Mode mode, Map<String, String> environment) {
    this.home = home;
    this.mode = mode;
    this.parts = PluginCatalog.find(home, selection(environment), mode);
    LoadedSettings all = LoadedSettings.load(home.folder(), environment, parts.declared());
    this.warnings = new ArrayList<>(all.warnings());
    this.devService = devService(all);
    Set<String> supplied = devService.map(part -> part.provider().supplies()).orElse(Set.of());
    supplied.stream()
        .filter(all::configures)
        .forEach(name -> warnings.add(name + " has no effect while the dev service runs"));
    this.loaded = all.without(supplied);
    this.key = DefaultKey.of(mode, loaded, data());
    this.values = loaded.values(mode, parts.declared(), key.look(findings::add));
    findings.addAll(parts.findings());
    Predicate<String> present = name -> values.has(name) || supplied.contains(name);
    List<String> problems = new ArrayList<>(all.problems());
    problems.addAll(all.misspelled());
    problems.addAll(values.problems());
    problems.addAll(LoadedSettings.ruleProblems(mode, values));
    problems.forEach(text -> findings.add(new Finding(Finding.Kind.SETTINGS, text)));
    requirements(present)
        .problems()
        .forEach(text -> missing.add(new Finding(Finding.Kind.SETTINGS, text)));
    findings.addAll(missing);
    if (mode == Mode.PRODUCTION) {
      warnings.addAll(replacedByUpgrades());
    }
  }

  private List<String> replacedByUpgrades() {
    Map<Setting<?>, Optional<Path>> folders = new LinkedHashMap<>();
    if (!values.has(KernelSettings.DATABASE_URL.name())) {
      folders.put(KernelSettings.DATA, data());
    }
    folders.put(
        KernelSettings.PLUGINS_FOLDER,
        values.find(KernelSettings.PLUGINS_FOLDER).map(home.folder()::resolve));
    return folders.entrySet().stream()
        .filter(entry -> entry.getValue().filter(home::holds).isPresent())
        .map(entry ->
            entry.getKey().name()
                + " lies in the product's folder: an upgrade that replaces the folder loses it")
        .toList();
  }

  /** Reads and checks everything; starts nothing. */
  public static StartupPlan of(Home home, Mode mode, Map<String, String> environment) {
    return new StartupPlan(home, mode, environment);
  }

  /** Read before all other settings, which the chosen plugins declare; reports nothing. */
  private PluginSelection selection(Map<String, String> environment) {
    List<Setting<?>> declared = List.of(KernelSettings.PLUGINS, KernelSettings.PLUGINS_FOLDER);
    SettingValues chosen =
        LoadedSettings.load(home.folder(), environment, declared).values(mode, declared, List.of());
    return new PluginSelection(
        chosen.find(KernelSettings.PLUGINS_FOLDER).map(home.folder()::resolve),
        chosen.find(KernelSettings.PLUGINS));
  }

  private Optional<CatalogEntry<DevService>> devService(LoadedSettings all) {
    List<CatalogEntry<DevService>> wanted =
        parts.devServices().stream()
            .filter(part -> part.provider().yieldsTo().stream().noneMatch(all::configures))
            .toList();
    if (wanted.size() > 1) {
      findings.add(
          new Finding(
              Finding.Kind.PLUGINS,
              String.join(" and ", wanted.stream().map(CatalogEntry::file).toList())
                  + " are both dev services; keep one of them"));
    }
    return wanted.stream().findFirst();
  }

  /** The requirements of everything that starts; development skips plugins with unmet ones. */
  private RequirementsCheck requirements(Predicate<String> present) {
    RequirementsCheck requirements = new RequirementsCheck(mode, parts.declared(), present);
    requirements.add(KernelSettings.requirements());
    parts.services().forEach(part -> requirements.add(part.requirements()));
    for (CatalogEntry<Plugin> part : parts.plugins()) {
      RequirementsCheck own = new RequirementsCheck(mode, parts.declared(), present);
      own.add(part.requirements());
      if (!own.missing().isEmpty()) {
        unmet.put(part, own.missing());
      }
      if (mode == Mode.PRODUCTION) {
        requirements.add(part.requirements());
      }
    }
    return requirements;
  }

  /** The data folder; empty if the setting is malformed, or unset in production. */
  Optional<Path> data() {
    return home.data(mode, loaded.values(mode, List.of(KernelSettings.DATA), List.of()));
  }

  /**
   * Starts the dev service, if there is one, and adds the settings that it supplies.
   *
   * @throws StartFailure if there are findings
   */
  public KernelConfig assemble() {
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
    TrustedAuthorities.install(values);
    List<SettingSource> made = key.make();
    SettingValues known = loaded.values(mode, parts.declared(), made);
    PublicAddress address = new PublicAddress();
    Optional<DevService.RunningDevService> runningDevService =
        devService.map(part ->
            DevServices.start(
                part,
                known,
                data().orElseThrow(),
                address::find,
                parts.plugins().stream()
                    .filter(plugin -> !unmet.containsKey(plugin))
                    .map(CatalogEntry::provider),
                AppTokenSigner.from(known, Clock.systemUTC())));
    SettingValues complete =
        runningDevService.isEmpty() ? known : complete(runningDevService.get(), made);
    return new KernelConfig(
        mode,
        complete,
        parts.plugins().stream()
            .filter(part -> !unmet.containsKey(part))
            .map(CatalogEntry::provided)
            .toList(),
        parts.services().stream().map(CatalogEntry::provided).toList(),
        runningDevService,
        address,
        data(),
        home.drivers());
  }

  private SettingValues complete(
      DevService.RunningDevService runningDevService, List<SettingSource> made) {
    List<SettingSource> extra = new ArrayList<>(made);
    extra.add(new SettingSource("dev service", runningDevService.values()));
    SettingValues complete = loaded.values(mode, parts.declared(), extra);
    if (!complete.problems().isEmpty()) {
      runningDevService.close();
      throw new StartFailure(
          complete.problems().stream()
              .map(text -> new Finding(Finding.Kind.PLUGINS, text))
              .toList());
    }
    return complete;
  }

  public Mode mode() {
    return mode;
  }

  /** The folder of database drivers that are not part of the server. */
  Path drivers() {
    return home.drivers();
  }

  /** All plugins present, also those that cannot start. */
  public List<Plugin> plugins() {
    return parts.plugins().stream().map(CatalogEntry::provider).toList();
  }

  public PluginCatalog parts() {
    return parts;
  }

  public SettingValues values() {
    return values;
  }

  /** The dev service that will run. */
  public Optional<CatalogEntry<DevService>> devService() {
    return devService;
  }

  /** Everything that prevents a start. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Plugins with unmet requirements, with the names of the unset settings. */
  public Map<CatalogEntry<Plugin>, List<String>> unmet() {
    return unmet;
  }

  /** The findings except those about settings that are not set. */
  public List<Finding> findingsWithoutUnset() {
    return findings.stream().filter(finding -> !missing.contains(finding)).toList();
  }
}
