package app.pizoo.switchboard.server.settings;

import java.util.Map;

/**
 * A source of setting texts.
 *
 * @param label its name for operators, such as {@code environment}
 * @param texts by name
 */
public record SettingSource(String label, Map<String, String> texts) {

  public SettingSource {
    texts = Map.copyOf(texts);
  }

  /** Shows the label only: the texts can be secrets. */
  @Override
  public String toString() {
    return label;
  }
}
