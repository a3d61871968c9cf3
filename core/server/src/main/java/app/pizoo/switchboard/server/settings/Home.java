package app.pizoo.switchboard.server.settings;

import app.pizoo.switchboard.spi.Mode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The product's folder, with {@code lib/ plugins/ dev/ drivers/ etc/ data/} below it.
 *
 * @param folder absolute
 */
public record Home(Path folder) {
  /** The folder that the launcher names, else the current one. */
  public static Home ofProcess() {
    return new Home(
        Path.of(System.getProperty("switchboard.home", "")).toAbsolutePath().normalize());
  }

  /** The folder of database drivers that are not part of the server. */
  public Path drivers() {
    return folder.resolve("drivers");
  }

  /** Whether a path lies in the product's folder, which an upgrade replaces. */
  public boolean holds(Path path) {
    return path.toAbsolutePath().normalize().startsWith(folder);
  }

  /** The data folder of a mode; empty if the setting is malformed, or unset in production. */
  public Optional<Path> data(Mode mode, SettingValues values) {
    return values
        .find(KernelSettings.DATA)
        .map(folder::resolve)
        .map(data -> mode == Mode.DEVELOPMENT ? data.resolve("dev") : data);
  }
}
