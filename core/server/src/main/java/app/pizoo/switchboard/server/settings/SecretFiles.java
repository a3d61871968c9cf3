package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Setting;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads secrets from the files that {@code NAME_FILE} names, as container platforms mount them.
 *
 * @param source the given source with these secrets added
 * @param problems a sentence for each file that could not be read
 */
record SecretFiles(SettingSource source, List<String> problems) {
  static final String SUFFIX = "_FILE";

  SecretFiles {
    problems = List.copyOf(problems);
  }

  /** Reads the files; relative paths are resolved against {@code base}. */
  static SecretFiles fillIn(SettingSource source, Collection<Setting<?>> declared, Path base) {
    Map<String, String> texts = new HashMap<>(source.texts());
    List<String> problems = new ArrayList<>();
    for (Setting<?> setting : declared) {
      String name = setting.name();
      String file = source.texts().get(name + SUFFIX);
      if (!setting.isSecret() || file == null) {
        continue;
      }
      String place = name + SUFFIX + " (" + source.label() + "): ";
      if (texts.containsKey(name)) {
        problems.add(place + name + " is set as well; keep one of the two");
        continue;
      }
      try {
        texts.put(name, SettingsFile.text(base.resolve(file)).stripTrailing());
      } catch (InvalidPathException e) {
        problems.add(place + "expected a path");
      } catch (SettingsFile.TooLarge e) {
        problems.add(place + "the file " + SettingsFile.TooLarge.MEANING);
      } catch (IOException e) {
        problems.add(place + "the file cannot be read (" + e.getClass().getSimpleName() + ")");
      }
    }
    return new SecretFiles(new SettingSource(source.label(), texts), problems);
  }
}
