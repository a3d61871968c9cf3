package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.layers.Provided;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Plugin;
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
        return new Check(Counting.findings(assembly), migrations(assembly).all());
      }
      try (Storage storage = connect(assembly)) {
        return new Check(Counting.findings(assembly), migrations(assembly).pending(storage));
      }
    } catch (IOException | IllegalStateException e) {
      return new Check(List.of(finding(e)), List.of());
    }
  }

  /**
   * Opens storage for a command that may run beside the server.
   *
   * @throws StartFailure if it cannot be used, or its tables are not the newest
   */
  static Storage beside(Preparation preparation) {
    if (!preparation.findingsButMissing().isEmpty()) {
      throw new StartFailure(preparation.findingsButMissing());
    }
    Storage storage;
    try {
      storage =
          Databases.open(
              preparation.values().find(KernelSettings.DATABASE_URL),
              preparation.data().orElseThrow(),
              preparation.drivers());
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    if (migrations(preparation.plugins()).pending(storage).isEmpty()) {
      return storage;
    }
    storage.close();
    throw new StartFailure(
        List.of(
            new Finding(
                Finding.Kind.STORAGE,
                "the tables are not of this version: start the server once, which makes them")));
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
    return migrations(assembly.plugins().stream().map(Provided::provider).toList());
  }

  private static Migrations migrations(List<Plugin> plugins) {
    Map<String, Schema> schemas = new HashMap<>();
    schemas.put("kernel", KernelSchema.SCHEMA);
    plugins.forEach(plugin -> schemas.put(plugin.info().id(), plugin.schema()));
    return new Migrations(schemas);
  }

  private static Finding finding(Exception e) {
    return new Finding(Finding.Kind.STORAGE, String.valueOf(e.getMessage()));
  }
}
