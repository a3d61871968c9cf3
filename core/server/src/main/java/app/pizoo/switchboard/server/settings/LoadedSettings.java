package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operator's configuration: the texts of all sources in order of precedence.
 *
 * @param sources environment, then the settings file, with secrets read from their files
 * @param problems errors of the sources themselves
 * @param misspelled names that look like a typo
 * @param warnings names without effect
 */
public record LoadedSettings(
    List<SettingSource> sources,
    List<String> problems,
    List<String> misspelled,
    List<String> warnings) {
  /** The path of the settings file in the product's folder. */
  public static final String FILE = "etc/switchboard.env";

  public LoadedSettings {
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
    misspelled = List.copyOf(misspelled);
    warnings = List.copyOf(warnings);
  }

  /** Loads the sources; relative paths are resolved against {@code home}. */
  public static LoadedSettings load(
      Path home, Map<String, String> environment, Collection<Setting<?>> declared) {
    SettingsFile file = SettingsFile.read(home.resolve(FILE), FILE);
    List<String> problems = new ArrayList<>(file.problems());
    List<String> misspelled = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<SettingSource> sources = new ArrayList<>();
    for (SettingSource source :
        List.of(new SettingSource("environment", environment), file.source())) {
      SecretFiles secrets = SecretFiles.fillIn(source, declared, home);
      UnknownNames unknown = UnknownNames.in(source, declared, source.label().equals(FILE));
      sources.add(secrets.source());
      problems.addAll(secrets.problems());
      misspelled.addAll(unknown.problems());
      warnings.addAll(unknown.warnings());
    }
    return new LoadedSettings(sources, problems, misspelled, warnings);
  }

  /** Whether the operator configured a setting, valid or not. */
  public boolean configures(String name) {
    return sources.stream().anyMatch(source -> source.texts().containsKey(name));
  }

  /** Reads the values of settings, with {@code extra} as the last source before the defaults. */
  public SettingValues values(
      Mode mode, Collection<Setting<?>> declared, List<SettingSource> extra) {
    List<SettingSource> all = new ArrayList<>(sources);
    all.addAll(extra);
    return SettingValues.read(mode, declared, all);
  }

  /** A copy with a source that goes before all others. */
  public LoadedSettings overriddenBy(SettingSource first) {
    List<SettingSource> all = new ArrayList<>(List.of(first));
    all.addAll(sources);
    return new LoadedSettings(all, problems, misspelled, warnings);
  }

  /** A copy in which some settings are not configured. */
  public LoadedSettings without(Set<String> names) {
    return new LoadedSettings(
        sources.stream()
            .map(source -> {
              Map<String, String> texts = new HashMap<>(source.texts());
              texts.keySet().removeAll(new HashSet<>(names));
              return new SettingSource(source.label(), texts);
            })
            .toList(),
        problems,
        misspelled,
        warnings);
  }

  /** Violated rules between the kernel's settings. */
  public static List<String> ruleProblems(Mode mode, SettingValues values) {
    return KernelSettingRules.problems(mode, values);
  }
}
