package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names that look like settings but are not declared.
 *
 * @param problems for names that look like a typo
 * @param warnings for other names: container platforms inject such names, and a removed plugin
 *     leaves its own behind
 */
record UnknownNames(List<String> problems, List<String> warnings) {
  private static final String OWN_PREFIX = "SWITCHBOARD_";

  UnknownNames {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * Checks the names of a source.
   *
   * @param whole whether all names are meant for this server, as in its own file; otherwise only
   *     names that share a prefix with a declared setting are checked
   */
  static UnknownNames in(SettingSource source, Collection<Setting<?>> declared, boolean whole) {
    Set<String> known = declared.stream().map(Setting::name).collect(Collectors.toSet());
    declared.stream()
        .filter(Setting::isSecret)
        .forEach(setting -> known.add(setting.name() + SecretFiles.SUFFIX));
    Set<String> prefixes = known.stream().map(UnknownNames::prefix).collect(Collectors.toSet());
    prefixes.add(OWN_PREFIX);
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (String name : new TreeSet<>(source.texts().keySet())) {
      if (known.contains(name) || !(whole || prefixes.stream().anyMatch(name::startsWith))) {
        continue;
      }
      String found = name + " (" + source.label() + ") is not a setting";
      Spelling.nearest(name, known)
          .ifPresentOrElse(
              near -> problems.add(found + "; did you mean " + near + "?"),
              () -> warnings.add(found + " of this server or its plugins; it has no effect"));
    }
    return new UnknownNames(problems, warnings);
  }

  private static String prefix(String name) {
    return name.substring(0, name.indexOf('_') + 1);
  }
}
