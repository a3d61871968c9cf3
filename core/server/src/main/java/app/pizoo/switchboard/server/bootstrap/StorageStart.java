package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens storage and migrates it. */
public final class StorageStart {
  private StorageStart() {}

  /** The result of checking storage. */
  public record Check(List<Finding> findings, List<String> pendingMigrations) {}

  static Storage open(KernelConfig config) {
    Storage storage;
    try {
      storage = connect(config);
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    try {
      migrations(config).run(storage);
      return storage;
    } catch (Problem | IllegalStateException e) {
      storage.close();
      throw new StartFailure(List.of(finding(e)));
    }
  }

  /** Checks storage without changing it. */
  static Check check(KernelConfig config) {
    Optional<String> url = config.settings().find(KernelSettings.DATABASE_URL);
    try {
      if (!Databases.exists(url, config.data())) {
        return new Check(RateLimiterFactory.findings(config), migrations(config).all());
      }
      try (Storage storage = connect(config)) {
        return new Check(RateLimiterFactory.findings(config), migrations(config).pending(storage));
      }
    } catch (IOException | IllegalStateException e) {
      return new Check(List.of(finding(e)), List.of());
    }
  }

  /**
   * Opens storage for a command that may run beside the server.
   *
   * @throws StartFailure if it cannot be used, or migrations are pending
   */
  public static Storage beside(StartupPlan plan) {
    if (!plan.findingsWithoutUnset().isEmpty()) {
      throw new StartFailure(plan.findingsWithoutUnset());
    }
    Storage storage;
    try {
      storage =
          Databases.open(
              plan.values().find(KernelSettings.DATABASE_URL),
              plan.data().orElseThrow(),
              plan.drivers());
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    if (migrations(plan.plugins()).pending(storage).isEmpty()) {
      return storage;
    }
    storage.close();
    throw new StartFailure(
        List.of(
            new Finding(
                Finding.Kind.STORAGE,
                "migrations are pending: start the server once, which runs them")));
  }

  /** Checks whether storage can be opened, without changing it. */
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

  private static Storage connect(KernelConfig config) throws IOException {
    return Databases.open(
        config.settings().find(KernelSettings.DATABASE_URL), config.data(), config.drivers());
  }

  private static Migrations migrations(KernelConfig config) {
    return migrations(config.plugins().stream().map(LoadedProvider::provider).toList());
  }

  private static Migrations migrations(List<Plugin> plugins) {
    Map<String, Schema> schemas = new HashMap<>();
    schemas.put(KernelSchema.OWNER, KernelSchema.SCHEMA);
    plugins.forEach(plugin -> schemas.put(plugin.info().id(), plugin.schema()));
    return new Migrations(schemas);
  }

  private static Finding finding(Exception e) {
    return new Finding(Finding.Kind.STORAGE, String.valueOf(e.getMessage()));
  }
}
