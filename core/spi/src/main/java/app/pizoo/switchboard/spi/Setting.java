package app.pizoo.switchboard.spi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Declares a setting: name, type, defaults and meaning. Immutable.
 *
 * <p>The value comes from the environment, else from the settings file, else from the default. A
 * secret can also come from the file that {@code NAME_FILE} names, and is never shown.
 *
 * @param <T> type of the parsed value
 */
public final class Setting<T> {
  private final String name;
  private final String meaning;
  private final SettingType<T> type;
  private final boolean secret;
  private final @Nullable String defaultText;
  private final @Nullable String developmentText;

  private Setting(
      String name,
      String meaning,
      SettingType<T> type,
      boolean secret,
      @Nullable String defaultText,
      @Nullable String developmentText) {
    this.name = name;
    this.meaning = meaning;
    this.type = type;
    this.secret = secret;
    this.defaultText = defaultText;
    this.developmentText = developmentText;
  }

  /**
   * Declares a setting without a default.
   *
   * @param name upper-case name, as in the environment
   * @param type parses the text
   * @param meaning one or two sentences for the operator, consequence first
   */
  public static <T> Setting<T> of(String name, SettingType<T> type, String meaning) {
    return new Setting<>(name, meaning, type, false, null, null);
  }

  /** A copy whose value is never shown and may be read from {@code NAME_FILE}. */
  public Setting<T> secret() {
    return new Setting<>(name, meaning, type, true, defaultText, developmentText);
  }

  /** A copy with a default for both modes, as text. */
  public Setting<T> orElse(String text) {
    return new Setting<>(name, meaning, type, secret, text, developmentText);
  }

  /** A copy with a default for development only, as text. */
  public Setting<T> inDevelopment(String text) {
    return new Setting<>(name, meaning, type, secret, defaultText, text);
  }

  /** The upper-case name, as in the environment. */
  public String name() {
    return name;
  }

  /** The meaning, for the operator. */
  public String meaning() {
    return meaning;
  }

  /** The expected format, in words. */
  public String form() {
    return type.form();
  }

  /** Whether the value must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** The default in a mode, as text. */
  public Optional<String> defaultText(Mode mode) {
    return mode == Mode.DEVELOPMENT && developmentText != null
        ? Optional.of(developmentText)
        : Optional.ofNullable(defaultText);
  }

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if the text is malformed; the message never repeats the text
   */
  public T parse(String text) {
    return type.parse(text);
  }

  @Override
  public String toString() {
    return name;
  }
}
