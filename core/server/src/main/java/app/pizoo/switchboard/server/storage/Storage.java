package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.storage.Database;
import java.util.function.Function;

/** The server's database, open. */
public interface Storage extends Database, AutoCloseable {

  /** Runs statements in one transaction that takes its time, on one node at a time. */
  <T> T migrate(Function<Sql, T> work);

  /** Whether it answers; waits for its turn as long as any read. */
  boolean answers();

  /** Leaves no trace of what was deleted in its files, as far as that is in its hands. */
  default void forget() {}

  /** Finishes what was begun and closes all connections. */
  @Override
  void close();
}
