package app.pizoo.switchboard.server.bootstrap;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.layers.LoadedProvider;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
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
  private static final System.Logger LOG = System.getLogger("switchboard.storage");

  private StorageStart() {}

  /**
   * The result of checking storage.
   *
   * @param warnings what is correct for a first start, but not for a server with data
   */
  public record Check(
      List<Finding> findings, List<String> warnings, List<String> pendingMigrations) {}

  static Storage open(KernelConfig config) {
    Storage storage;
    try {
      storage = connect(config);
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    try {
      Migrations migrations = migrations(config);
      if (migrations.run(storage).equals(migrations.all())) {
        LOG.log(
            config.mode() == Mode.PRODUCTION ? WARNING : INFO,
            "{0} held no data: a new database was created there",
            Databases.name(url(config), config.data()));
      }
      return storage;
    } catch (Migrations.WrongMigration e) {
      storage.close();
      throw new StartFailure(List.of(finding(e, config)));
    } catch (Problem | IllegalStateException e) {
      storage.close();
      throw new StartFailure(List.of(finding(e)));
    }
  }

  /** Checks storage without changing it. */
  static Check check(KernelConfig config) {
    Migrations migrations = migrations(config);
    try {
      List<String> pending = migrations.all();
      if (Databases.exists(url(config), config.data())) {
        try (Storage storage = connect(config)) {
          pending = migrations.pending(storage);
        }
      }
      List<String> warnings = pending.equals(migrations.all()) ? List.of(empty(config)) : List.of();
      return new Check(RateLimiterFactory.findings(config), warnings, pending);
    } catch (Migrations.WrongMigration e) {
      return new Check(List.of(finding(e, config)), List.of(), List.of());
    } catch (IOException | IllegalStateException | Problem e) {
      return new Check(List.of(finding(e)), List.of(), List.of());
    }
  }

  private static String empty(KernelConfig config) {
    return Databases.name(url(config), config.data())
        + " holds no data: serve would create a new database there. If this server has run before,"
        + (url(config).isPresent()
            ? " SWITCHBOARD_DATABASE_URL names another database"
            : " SWITCHBOARD_DATA names another folder");
  }

  /**
   * Opens storage for a command that may run beside the server.
   *
   * @throws StartFailure if it does not exist, cannot be used, or migrations are pending
   */
  public static Storage beside(StartupPlan plan) {
    if (!plan.findingsWithoutUnset().isEmpty()) {
      throw new StartFailure(plan.findingsWithoutUnset());
    }
    Optional<String> url = TrustedAuthorities.databaseUrl(plan.values());
    Optional<Path> data = plan.data();
    if (url.isEmpty() && data.isEmpty()) {
      throw failure(
          Finding.Kind.SETTINGS,
          "SWITCHBOARD_DATA or SWITCHBOARD_DATABASE_URL is not set: one of them names the data");
    }
    Storage storage;
    try {
      // Created by the server alone: a typing error would leave an empty database behind.
      if (!Databases.exists(url, data)) {
        throw failure(
            Finding.Kind.STORAGE,
            Databases.name(url, data)
                + " holds no data: start the server once, or set SWITCHBOARD_DATA to its folder");
      }
      storage = Databases.open(url, data, plan.drivers());
    } catch (IOException e) {
      throw new StartFailure(List.of(finding(e)));
    }
    if (migrations(plan.plugins()).pending(storage).isEmpty()) {
      return storage;
    }
    storage.close();
    throw failure(
        Finding.Kind.STORAGE, "migrations are pending: start the server once, which runs them");
  }

  private static StartFailure failure(Finding.Kind kind, String text) {
    return new StartFailure(List.of(new Finding(kind, text)));
  }

  /** Checks whether storage can be opened, without changing it. */
  static List<Finding> look(Optional<String> url, Optional<Path> data, Path drivers) {
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
    return Databases.open(url(config), config.data(), config.drivers());
  }

  private static Optional<String> url(KernelConfig config) {
    return TrustedAuthorities.databaseUrl(config.settings());
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

  /** A wrong migration is the defect of a plugin, which its jar identifies. */
  private static Finding finding(Migrations.WrongMigration e, KernelConfig config) {
    String file =
        config.plugins().stream()
            .filter(plugin -> plugin.provider().info().id().equals(e.owner()))
            .map(plugin -> plugin.file() + ": ")
            .findFirst()
            .orElse("");
    return new Finding(Finding.Kind.PLUGINS, file + e.getMessage());
  }

  private static Finding finding(Exception e) {
    return new Finding(Finding.Kind.STORAGE, String.valueOf(e.getMessage()));
  }
}
