package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.Database;

/** The server's database, open. */
public interface Storage extends Database, AutoCloseable {

  /** Whether it answers; waits a second or two at most. */
  boolean answers();

  /** Finishes what was begun and closes all connections. */
  @Override
  void close();
}
