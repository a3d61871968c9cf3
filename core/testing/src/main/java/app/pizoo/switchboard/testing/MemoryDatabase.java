package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.MemoryStorage;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Schema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A database in memory with the tables of the kernel and of a plugin. Its transactions are those of
 * the server: an exception undoes all statements of the work, a read cannot change anything, and
 * work that uses the database itself fails instead of waiting for itself. Safe for all threads.
 */
public final class MemoryDatabase implements Database, AutoCloseable {
  private final Storage storage = new MemoryStorage();
  private final AtomicInteger conflicts = new AtomicInteger();

  /**
   * Creates the tables.
   *
   * @param plugin the id of the plugin
   * @param schema its tables
   */
  public MemoryDatabase(String plugin, Schema schema) {
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA, plugin, schema)).run(storage);
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return storage.read(work);
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    while (conflicts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      try {
        storage.write(sql -> {
          var _ = work.apply(sql);
          throw new Conflict();
        });
      } catch (Conflict undone) {
        // Run again below, as after a real one.
      }
    }
    return storage.write(work);
  }

  /**
   * Makes the next write end in conflicts with another transaction: its work is undone and run
   * again, as it can happen on PostgreSQL.
   *
   * @param times how often it is undone
   */
  public void conflict(int times) {
    conflicts.set(times);
  }

  /** Runs one query. */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
    return read(statements -> statements.query(sql, reader, values));
  }

  /** Runs one change and returns the number of rows that it touched. */
  public int update(String sql, Object... values) {
    return write(statements -> statements.update(sql, values));
  }

  @Override
  public void close() {
    storage.close();
  }

  private static final class Conflict extends RuntimeException {
    Conflict() {
      super("undone on request of the test", null, false, false);
    }
  }
}
