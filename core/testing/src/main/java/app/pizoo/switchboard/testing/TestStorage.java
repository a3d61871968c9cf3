package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Schema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A database that the server runs on, SQLite in a folder or PostgreSQL, opened by the server's own
 * code. Safe for all threads.
 */
public final class TestStorage implements Database, AutoCloseable {
  private final Storage storage;

  private TestStorage(Storage storage) {
    this.storage = storage;
  }

  /**
   * A new database with the tables of the kernel and of a plugin.
   *
   * @param kind which database; without PostgreSQL the test is skipped
   * @param folder where SQLite keeps its file
   */
  public static TestStorage create(TestDatabase kind, Path folder, String plugin, Schema schema)
      throws IOException {
    TestStorage created = open(kind.newUrl(), folder);
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA, plugin, schema)).run(created.storage);
    return created;
  }

  /**
   * The database of a server, beside that server.
   *
   * @param url of PostgreSQL, or empty for SQLite
   * @param folder the server's data folder
   */
  public static TestStorage open(Optional<String> url, Path folder) throws IOException {
    return new TestStorage(Databases.open(url, Optional.of(folder), folder.resolve("no-drivers")));
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return storage.read(work);
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return storage.write(work);
  }

  @Override
  public void close() {
    storage.close();
  }
}
