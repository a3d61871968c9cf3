package app.pizoo.switchboard.spi;

import java.util.Optional;

/** Values of settings, loaded and validated before anything starts. Immutable. */
public interface Settings {

  /** The value of a setting: configured, supplied by a dev service, or default. */
  <T> Optional<T> find(Setting<T> setting);

  /**
   * The value of a setting that has a default or is {@linkplain Requirement required}.
   *
   * @throws IllegalStateException if there is no value, which is a bug of the plugin
   */
  default <T> T get(Setting<T> setting) {
    return find(setting)
        .orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
  }
}
