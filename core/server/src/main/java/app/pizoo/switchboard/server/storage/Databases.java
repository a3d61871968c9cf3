package app.pizoo.switchboard.server.storage;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the database that the settings name. */
public final class Databases {
  private Databases() {}

  /**
   * Opens the database.
   *
   * @param url of PostgreSQL, or empty for SQLite
   * @param data folder of the SQLite file; not used by PostgreSQL
   * @param drivers folder with the driver's jar
   * @throws IOException if it cannot be used; the message is for the operator and holds no secret
   */
  public static Storage open(Optional<String> url, Optional<Path> data, Path drivers)
      throws IOException {
    try {
      return url.isPresent()
          ? PostgresStorage.open(driver(url.get(), drivers), url.get())
          : SqliteStorage.open(folder(data));
    } catch (SQLException | RuntimeException e) {
      throw new IOException("cannot use " + name(url, data) + ": " + firstLine(e, url), e);
    }
  }

  /** The database's name for operators, without secrets. */
  public static String name(Optional<String> url, Optional<Path> data) {
    return url.isPresent()
        ? "the database of SWITCHBOARD_DATABASE_URL"
        : data.map(Path::toString).orElse("the data folder");
  }

  private static Path folder(Optional<Path> data) throws IOException {
    return data.orElseThrow(() ->
        new IOException(
            "neither SWITCHBOARD_DATA nor SWITCHBOARD_DATABASE_URL says where the data is"));
  }

  /**
   * Whether the database exists: always for PostgreSQL, else if the data folder has its file.
   *
   * @throws IOException if the data folder does not exist and could not be created
   */
  public static boolean exists(Optional<String> url, Optional<Path> data) throws IOException {
    return url.isPresent() || SqliteStorage.exists(folder(data));
  }

  /** The first line of a message without the address, which may hold a password. */
  private static String firstLine(Exception e, Optional<String> url) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return url.map(secret -> message.replace(secret, "…")).orElse(message);
  }

  private static Driver driver(String url, Path drivers) throws IOException, SQLException {
    for (Driver driver : found(drivers)) {
      if (driver.acceptsURL(url)) {
        return driver;
      }
    }
    throw new IOException("no driver for SWITCHBOARD_DATABASE_URL in " + drivers);
  }

  private static List<Driver> found(Path drivers) {
    if (!Files.isDirectory(drivers)) {
      return List.copyOf(
          ServiceLoader.load(Driver.class).stream().map(ServiceLoader.Provider::get).toList());
    }
    ModuleFinder finder = ModuleFinder.of(drivers);
    Set<String> roots =
        finder.findAll().stream()
            .map(ModuleReference::descriptor)
            .map(descriptor -> descriptor.name())
            .collect(Collectors.toSet());
    ModuleLayer boot = Databases.class.getModule().getLayer();
    ModuleLayer parent = boot == null ? ModuleLayer.boot() : boot;
    Configuration configuration =
        parent.configuration().resolveAndBind(finder, ModuleFinder.of(), roots);
    ModuleLayer layer =
        parent.defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    return ServiceLoader.load(layer, Driver.class).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
