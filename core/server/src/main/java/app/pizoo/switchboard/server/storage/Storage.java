package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.storage.Database;
import java.util.function.Function;

/** The server's open database. */
public interface Storage extends Database, AutoCloseable {

  /** Runs statements in one long transaction, on one node at a time. */
  <T> T migrate(Function<Sql, T> work);

  /** Whether it responds; waits as long as any read. */
  boolean answers();

  /** Whether its threads run; only a restart brings dead ones back. */
  default boolean isAlive() {
    return true;
  }

  /** Removes deleted data from its files, as far as the database can. */
  default void forget() {}

  /** Finishes running transactions and closes all connections. */
  @Override
  void close();
}
