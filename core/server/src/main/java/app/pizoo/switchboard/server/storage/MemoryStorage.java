package app.pizoo.switchboard.server.storage;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * SQLite in memory, for tests of plugins. Closing it discards the data. Reads and writes share one
 * connection and run one after the other, each in its own transaction.
 */
public final class MemoryStorage implements Storage {
  private final SqliteWriter writer = new SqliteWriter(SqliteConnection.inMemory());

  @Override
  public <T> T read(Function<Sql, T> work) {
    return await(sql -> {
      sql.update("PRAGMA query_only = 1");
      try {
        return work.apply(sql);
      } finally {
        sql.update("PRAGMA query_only = 0");
      }
    });
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return await(work);
  }

  @Override
  public <T> T migrate(Function<Sql, T> work) {
    return write(work);
  }

  private <T> T await(Function<Sql, T> work) {
    CompletableFuture<T> result = writer.submit(work);
    try {
      return result.join();
    } catch (CompletionException e) {
      throw Optional.ofNullable(e.getCause())
          .filter(RuntimeException.class::isInstance)
          .map(RuntimeException.class::cast)
          .orElse(e);
    }
  }

  @Override
  public boolean answers() {
    return true;
  }

  @Override
  public void close() {
    writer.close();
  }
}
