package app.pizoo.switchboard.server.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * PostgreSQL, shared by any number of nodes. Transactions are serializable, so that counts are
 * exact on all nodes together; one that conflicts with another is run again.
 */
final class PostgresStorage implements Storage {
  private static final int CONNECTIONS = 16;
  private static final int TRIES = 10;
  private static final Duration WAIT = Duration.ofSeconds(3);

  private final HikariDataSource pool;

  private PostgresStorage(HikariDataSource pool) {
    this.pool = pool;
  }

  static PostgresStorage open(Driver driver, String url) throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(new DriverDataSource(driver, url, new Properties()));
    pool.setPoolName("storage");
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(WAIT.toMillis());
    pool.setInitializationFailTimeout(WAIT.toMillis());
    pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    pool.setAutoCommit(false);
    try (Connection probe = pool.getConnection()) {
      probe.rollback();
      return new PostgresStorage(pool);
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return transaction(work);
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return transaction(work);
  }

  private <T> T transaction(Function<Sql, T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        return once(connection, work);
      } catch (SQLException e) {
        if (!isConflict(e) || attempt == TRIES) {
          throw Failures.unavailable(e);
        }
        long most = Duration.ofMillis(2L << attempt).toNanos();
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(most));
      }
    }
  }

  private static <T> T once(Connection connection, Function<Sql, T> work) throws SQLException {
    boolean done = false;
    try {
      T result = work.apply(new JdbcSql(connection));
      connection.commit();
      done = true;
      return result;
    } catch (StorageFailure e) {
      throw e.sql();
    } finally {
      if (!done) {
        connection.rollback();
      }
    }
  }

  /** SQLSTATE 40001 serialization failure, 40P01 deadlock (PostgreSQL manual, appendix A). */
  private static boolean isConflict(SQLException e) {
    return "40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState());
  }

  @Override
  public boolean answers() {
    try (Connection connection = pool.getConnection()) {
      boolean valid = connection.isValid(1);
      connection.rollback();
      return valid;
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
