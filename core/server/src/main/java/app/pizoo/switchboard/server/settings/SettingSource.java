package app.pizoo.switchboard.server.settings;

import java.util.Map;

/**
 * A place from which texts of settings come.
 *
 * @param label what operators call it, such as {@code environment}
 * @param texts by name
 */
public record SettingSource(String label, Map<String, String> texts) {

  public SettingSource {
    texts = Map.copyOf(texts);
  }

  /** Names only the place: the texts may be secrets. */
  @Override
  public String toString() {
    return label;
  }
}
