package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.limits.SharedCounter;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens storage and brings its tables to the newest version. */
final class StorageStart {
  private StorageStart() {}

  /**
   * What a look at storage found: what keeps the server from starting, and what a start would do.
   */
  record Check(List<Finding> findings, List<String> pendingMigrations) {}

  static Storage open(Assembly assembly) {
    Storage storage;
    try {
      storage = connect(assembly);
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    try {
      migrations(assembly).run(storage);
      return storage;
    } catch (Problem | IllegalStateException e) {
      storage.close();
      throw new StartFailure(List.of(finding(e)));
    }
  }

  /** Looks at storage without changing it. */
  static Check check(Assembly assembly) {
    Optional<String> url = assembly.settings().find(KernelSettings.DATABASE_URL);
    try {
      if (!Databases.exists(url, assembly.data())) {
        return new Check(List.of(), migrations(assembly).all());
      }
      try (Storage storage = connect(assembly)) {
        return new Check(List.of(), migrations(assembly).pending(storage));
      }
    } catch (IOException | IllegalStateException e) {
      return new Check(List.of(finding(e)), List.of());
    }
  }

  /** Whether storage could be opened, asked without changing it. */
  static List<Finding> look(Optional<String> url, Path data, Path drivers) {
    try {
      if (Databases.exists(url, data)) {
        Databases.open(url, data, drivers).close();
      }
      return List.of();
    } catch (IOException e) {
      return List.of(finding(e));
    }
  }

  private static Storage connect(Assembly assembly) throws IOException {
    return Databases.open(
        assembly.settings().find(KernelSettings.DATABASE_URL), assembly.data(), assembly.drivers());
  }

  private static Migrations migrations(Assembly assembly) {
    Map<String, Schema> schemas = new HashMap<>();
    schemas.put("kernel", Schema.of(KernelKeys.TABLE, SharedCounter.TABLE));
    assembly
        .plugins()
        .forEach(plugin -> schemas.put(plugin.provider().info().id(), plugin.provider().schema()));
    return new Migrations(schemas);
  }

  private static Finding finding(Exception e) {
    return new Finding(Finding.Kind.STORAGE, String.valueOf(e.getMessage()));
  }
}
