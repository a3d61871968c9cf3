package app.pizoo.switchboard.spi;

import java.util.Optional;

/** Values of settings, read and checked before anything starts. Immutable. */
public interface Settings {

  /** The value of a setting: configured, supplied or default. */
  <T> Optional<T> find(Setting<T> setting);

  /**
   * The value of a setting that has a default or is {@linkplain Requirement required}.
   *
   * @throws IllegalStateException if there is none, which is a plugin's mistake
   */
  default <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
  }
}
