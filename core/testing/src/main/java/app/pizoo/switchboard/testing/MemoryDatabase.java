package app.pizoo.switchboard.testing;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * An SQLite database in memory with the tables of some schemas, whose work is done in turn. Safe
 * for all threads.
 */
public final class MemoryDatabase implements Database, Database.Sql, AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;

  /** Creates the tables. */
  public MemoryDatabase(Schema... schemas) {
    try {
      connection = DriverManager.getConnection("jdbc:sqlite::memory:");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    for (Schema schema : schemas) {
      schema.migrations().forEach(step -> step.statements().forEach(sql -> update(sql)));
    }
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return write(work);
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    lock.lock();
    try {
      return work.apply(this);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int update(String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All work is done in turn, so there is nothing to wait for. */
  @Override
  public void lock(String name) {}

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
