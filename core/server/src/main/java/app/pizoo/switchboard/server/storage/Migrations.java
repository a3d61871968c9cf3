package app.pizoo.switchboard.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Schema;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs the migrations of each owner: only forward, each one once. */
public final class Migrations {
  private final Map<String, Schema> schemas;

  /** A migration that is wrong on every database: the defect of its owner. */
  public static final class WrongMigration extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final String owner;

    private WrongMigration(String owner, String message, @Nullable Throwable cause) {
      super(message, cause);
      this.owner = owner;
    }

    /** The id of the plugin. */
    public String owner() {
      return owner;
    }
  }

  /** The schemas by the id of their owner. */
  public Migrations(Map<String, Schema> schemas) {
    this.schemas = Map.copyOf(new TreeMap<>(schemas));
  }

  /**
   * Runs all pending migrations in one transaction; other nodes wait meanwhile.
   *
   * @return the migrations that ran
   * @throws WrongMigration if a migration was changed after it had been applied, or fails
   */
  public List<String> run(Storage storage) {
    return storage.migrate(sql -> {
      createTable(sql);
      List<String> names = new ArrayList<>();
      for (Map.Entry<String, Schema> entry : schemas.entrySet()) {
        List<Schema.Migration> pending = pending(sql, entry.getKey(), entry.getValue());
        pending.forEach(migration -> apply(sql, entry.getKey(), migration));
        name(entry.getKey(), pending, names);
      }
      return names;
    });
  }

  /**
   * Lists pending migrations without running them.
   *
   * @throws Problem if the database is unavailable
   */
  public List<String> pending(Storage storage) {
    List<String> names = new ArrayList<>();
    schemas.forEach((owner, schema) -> {
      try {
        name(owner, storage.read(sql -> pending(sql, owner, schema)), names);
      } catch (Problem noTableYet) {
        if (!noTableYet.code().equals(ProblemCode.INTERNAL)) {
          throw noTableYet;
        }
        name(owner, schema.migrations(), names);
      }
    });
    return names;
  }

  /** The owners of applied migrations, also plugins that are no longer present. */
  public static List<String> owners(Storage storage) {
    return storage.read(sql ->
        sql.query(
            "SELECT DISTINCT owner FROM switchboard_migrations ORDER BY owner",
            row -> row.getString("owner")));
  }

  /** Lists all migrations: they are pending for a database that does not exist yet. */
  public List<String> all() {
    List<String> names = new ArrayList<>();
    schemas.forEach((owner, schema) -> name(owner, schema.migrations(), names));
    return names;
  }

  private static void name(String owner, List<Schema.Migration> migrations, List<String> names) {
    migrations.forEach(m -> names.add(owner + " " + m.version() + ": " + m.description()));
  }

  private static void createTable(Database.Sql sql) {
    sql.update(
        "CREATE TABLE IF NOT EXISTS switchboard_migrations (owner TEXT NOT NULL,"
            + " version INTEGER NOT NULL, checksum TEXT NOT NULL, PRIMARY KEY (owner, version))");
  }

  private static List<Schema.Migration> pending(Database.Sql sql, String owner, Schema schema) {
    Map<Integer, String> ran = new TreeMap<>();
    sql.query(
        "SELECT version, checksum FROM switchboard_migrations WHERE owner = ?",
        row -> ran.put(row.getInt("version"), row.getString("checksum")),
        owner);
    List<Schema.Migration> pending = new ArrayList<>();
    for (Schema.Migration migration : schema.migrations()) {
      String known = ran.get(migration.version());
      if (known == null) {
        pending.add(migration);
      } else if (!known.equals(checksum(migration))) {
        throw new WrongMigration(
            owner,
            "Migration %d of %s was changed after it had been applied. Add a new migration instead."
                .formatted(migration.version(), owner),
            null);
      }
    }
    return pending;
  }

  private static void apply(Database.Sql sql, String owner, Schema.Migration migration) {
    migration.statements().forEach(statement -> run(sql, owner, migration, statement));
    sql.update(
        "INSERT INTO switchboard_migrations (owner, version, checksum) VALUES (?, ?, ?)",
        owner,
        migration.version(),
        checksum(migration));
  }

  private static void run(
      Database.Sql sql, String owner, Schema.Migration migration, String statement) {
    try {
      sql.update(statement);
    } catch (StorageFailure e) {
      if (!Failures.isMistake(e.sql())) {
        throw e;
      }
      throw new WrongMigration(
          owner,
          "Migration %d of %s (%s) failed: %s. The statement: %s"
              .formatted(
                  migration.version(),
                  owner,
                  migration.description(),
                  String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                  e.text()),
          e);
    }
  }

  private static String checksum(Schema.Migration migration) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      migration.statements().forEach(text -> digest.update((text + '\n').getBytes(UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
