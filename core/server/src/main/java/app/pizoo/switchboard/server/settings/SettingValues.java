package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.Setting;
import app.pizoo.switchboard.spi.Settings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of all declared settings, read from sources; errors are collected. */
public final class SettingValues implements Settings {

  /**
   * The value of one setting.
   *
   * @param parsed the parsed value
   * @param text the text; never show it if the setting is secret
   * @param source the label of the source it came from
   */
  public record Value(Object parsed, String text, String source) {
    @Override
    public String toString() {
      return "value from " + source;
    }
  }

  private final Map<String, Setting<?>> declared = new LinkedHashMap<>();
  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Set<String> malformed = new HashSet<>();

  private SettingValues() {}

  /**
   * Reads every declared setting from the first source that has a text for it, else from its
   * default.
   */
  public static SettingValues read(
      Mode mode, Collection<Setting<?>> declared, List<SettingSource> sources) {
    SettingValues result = new SettingValues();
    for (Setting<?> setting : declared) {
      result.declared.put(setting.name(), setting);
      sources.stream()
          .filter(source -> source.texts().containsKey(setting.name()))
          .findFirst()
          .ifPresentOrElse(
              source ->
                  result.parse(
                      setting, source.texts().getOrDefault(setting.name(), ""), source.label()),
              () ->
                  setting
                      .defaultText(mode)
                      .ifPresent(text -> result.parse(setting, text, "default")));
    }
    return result;
  }

  private void parse(Setting<?> setting, String text, String source) {
    try {
      values.put(setting.name(), new Value(setting.parse(text), text, source));
    } catch (IllegalArgumentException e) {
      malformed.add(setting.name());
      problems.add(
          setting.name() + " (" + source + "): " + e.getMessage() + ". " + setting.meaning());
    }
  }

  /** One sentence for each malformed text, without the text itself. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The declared settings in order of declaration. */
  public List<Setting<?>> declared() {
    return List.copyOf(declared.values());
  }

  /** Whether a name has a text, valid or malformed. */
  public boolean has(String name) {
    return values.containsKey(name) || malformed.contains(name);
  }

  /** The value with its source, by name; empty also if it is malformed. */
  public Optional<Value> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  @Override
  @SuppressWarnings("unchecked") // this setting's own parser made the value
  public <T> Optional<T> find(Setting<T> setting) {
    Setting<?> known = declared.get(setting.name());
    if (known == null) {
      throw new IllegalStateException(setting.name() + " was not declared");
    }
    return value(setting.name())
        .map(value -> known == setting ? (T) value.parsed() : setting.parse(value.text()));
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
