package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.Parts.Part;
import app.pizoo.switchboard.server.settings.Demands;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.StandIn;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything that is known before anything starts: parts, settings, and what is wrong with them.
 */
final class Preparation {
  private final Home home;
  private final Mode mode;
  private final Parts parts;
  private final LoadedSettings loaded;
  private final Optional<Part<StandIn>> standIn;
  private final DefaultKey key;
  private final SettingValues values;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Finding> missing = new ArrayList<>();
  private final List<String> warnings;
  private final Map<Part<Plugin>, List<String>> unmet = new LinkedHashMap<>();

  private Preparation(Home home, Mode mode, Map<String, String> environment) {
    this.home = home;
    this.mode = mode;
    this.parts = Parts.find(home, mode);
    LoadedSettings all = LoadedSettings.load(home.folder(), environment, parts.declared());
    this.warnings = new ArrayList<>(all.warnings());
    this.standIn = standIn(all);
    Set<String> supplied = standIn.map(part -> part.provider().supplies()).orElse(Set.of());
    supplied.stream()
        .filter(all::configures)
        .forEach(name -> warnings.add(name + " has no effect while the stand-in runs"));
    this.loaded = all.without(supplied);
    this.key = DefaultKey.of(mode, loaded, data());
    this.values = loaded.values(mode, parts.declared(), key.look(findings::add));
    findings.addAll(parts.findings());
    Predicate<String> present = name -> values.has(name) || supplied.contains(name);
    List<String> problems = new ArrayList<>(all.problems());
    problems.addAll(all.misspelt());
    problems.addAll(values.problems());
    problems.addAll(LoadedSettings.ruleProblems(mode, values));
    problems.forEach(text -> findings.add(new Finding(Finding.Kind.SETTINGS, text)));
    demands(present)
        .problems()
        .forEach(text -> missing.add(new Finding(Finding.Kind.SETTINGS, text)));
    findings.addAll(missing);
  }

  /** Looks at everything and starts nothing. */
  static Preparation of(Home home, Mode mode, Map<String, String> environment) {
    return new Preparation(home, mode, environment);
  }

  private Optional<Part<StandIn>> standIn(LoadedSettings all) {
    List<Part<StandIn>> wanted =
        parts.standIns().stream()
            .filter(part -> part.provider().yieldsTo().stream().noneMatch(all::configures))
            .toList();
    if (wanted.size() > 1) {
      findings.add(
          new Finding(
              Finding.Kind.PLUGINS,
              String.join(" and ", wanted.stream().map(Part::file).toList())
                  + " both stand in for something; keep one of them"));
    }
    return wanted.stream().findFirst();
  }

  /** The demands of all that starts; in development a plugin that asks in vain is left out. */
  private Demands demands(Predicate<String> present) {
    Demands demands = new Demands(mode, parts.declared(), present);
    demands.add(KernelSettings.requirements());
    parts.services().forEach(part -> demands.add(part.requirements()));
    for (Part<Plugin> part : parts.plugins()) {
      Demands own = new Demands(mode, parts.declared(), present);
      own.add(part.requirements());
      if (!own.missing().isEmpty()) {
        unmet.put(part, own.missing());
      }
      if (mode == Mode.PRODUCTION) {
        demands.add(part.requirements());
      }
    }
    return demands;
  }

  /** The folder for whatever the server keeps; empty if the setting is malformed. */
  Optional<Path> data() {
    return home.data(mode, loaded.values(mode, List.of(KernelSettings.DATA), List.of()));
  }

  /**
   * Starts the stand-in, if one is wanted, and completes the settings with what it supplies.
   *
   * @throws StartFailure if anything is wrong
   */
  Assembly assemble() {
    if (!findings.isEmpty()) {
      throw new StartFailure(findings);
    }
    List<SettingSource> made = key.make();
    SettingValues known = loaded.values(mode, parts.declared(), made);
    PublicAddress address = new PublicAddress();
    Optional<StandIn.Standing> standing =
        standIn.map(part ->
            StandIns.start(
                part, known, address::find, AppTokenSigner.from(known, Clock.systemUTC())));
    SettingValues complete = standing.isEmpty() ? known : complete(standing.get(), made);
    return new Assembly(
        mode,
        complete,
        parts.plugins().stream()
            .filter(part -> !unmet.containsKey(part))
            .map(Part::provided)
            .toList(),
        parts.services().stream().map(Part::provided).toList(),
        standing,
        address,
        data().orElseThrow(),
        home.drivers());
  }

  private SettingValues complete(StandIn.Standing standing, List<SettingSource> made) {
    List<SettingSource> extra = new ArrayList<>(made);
    extra.add(new SettingSource("stand-in", standing.values()));
    SettingValues complete = loaded.values(mode, parts.declared(), extra);
    if (!complete.problems().isEmpty()) {
      standing.close();
      throw new StartFailure(
          complete.problems().stream()
              .map(text -> new Finding(Finding.Kind.PLUGINS, text))
              .toList());
    }
    return complete;
  }

  Mode mode() {
    return mode;
  }

  /** The folder of database drivers that are not part of the server. */
  Path drivers() {
    return home.drivers();
  }

  /** The plugins that are there, whether they can start or not. */
  List<Plugin> plugins() {
    return parts.plugins().stream().map(Part::provider).toList();
  }

  Parts parts() {
    return parts;
  }

  SettingValues values() {
    return values;
  }

  /** The stand-in that will run. */
  Optional<Part<StandIn>> standIn() {
    return standIn;
  }

  /** All that keeps the server from starting. */
  List<Finding> findings() {
    return List.copyOf(findings);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Plugins with the names that they miss. */
  Map<Part<Plugin>, List<String>> unmet() {
    return unmet;
  }

  /** The findings without those about settings that are merely missing. */
  List<Finding> findingsButMissing() {
    return findings.stream().filter(finding -> !missing.contains(finding)).toList();
  }
}
