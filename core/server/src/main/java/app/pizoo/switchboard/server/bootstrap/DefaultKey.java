package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.LoadedSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.spi.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The {@link DevelopmentKey} as a source of settings; empty if the operator has configured how
 * users authenticate.
 *
 * @param data the data folder; empty if its setting is malformed
 */
record DefaultKey(boolean isNeeded, Optional<Path> data) {

  static DefaultKey of(Mode mode, LoadedSettings loaded, Optional<Path> data) {
    return new DefaultKey(
        mode == Mode.DEVELOPMENT
            && !loaded.configures(KernelSettings.JWT_SECRET.name())
            && !loaded.configures(KernelSettings.JWT_JWKS_URL.name()),
        data);
  }

  /** The existing key, or a placeholder for the one that will be created; creates nothing. */
  List<SettingSource> look(Consumer<Finding> findings) {
    if (!isNeeded) {
      return List.of();
    }
    try {
      Optional<SettingSource> key =
          data.isPresent() ? new DevelopmentKey(data.get()).find() : Optional.empty();
      return List.of(key.orElseGet(DevelopmentKey::pretended));
    } catch (IOException e) {
      findings.accept(unreadable(e));
      return List.of(DevelopmentKey.pretended());
    }
  }

  /**
   * The key; created if there is none.
   *
   * @throws StartFailure if it can be neither read nor created
   */
  List<SettingSource> make() {
    try {
      return isNeeded ? List.of(new DevelopmentKey(data.orElseThrow()).findOrMake()) : List.of();
    } catch (IOException e) {
      throw new StartFailure(List.of(unreadable(e)));
    }
  }

  private static Finding unreadable(IOException e) {
    return new Finding(
        Finding.Kind.STORAGE,
        "the key of dev in the data folder can be neither read nor created ("
            + e.getClass().getSimpleName()
            + "); make the folder writable or set SWITCHBOARD_DATA");
  }
}
