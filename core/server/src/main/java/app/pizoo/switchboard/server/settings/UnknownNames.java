package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names that look like settings and are none.
 *
 * @param problems for those that look like a typing error
 * @param warnings for the others: container platforms inject such names, and a plugin that was
 *     taken away leaves its own behind
 */
record UnknownNames(List<String> problems, List<String> warnings) {
  private static final String OWN_PREFIX = "SWITCHBOARD_";

  UnknownNames {
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
  }

  /**
   * Looks through a source.
   *
   * @param whole whether all its names are meant for this server, as in its own file; else only
   *     those with a prefix that is ours or a declared setting's
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
