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
 * PostgreSQL, shared by any number of nodes. The isolation level is read committed; writers wait
 * for each other row by row. A transaction that ends in a deadlock is repeated.
 */
final class PostgresStorage implements Storage {
  private static final int CONNECTIONS = 16;
  private static final int MAX_ATTEMPTS = 10;
  private static final Duration WAIT = Duration.ofSeconds(3);

  /** Longer than any statement takes: a database that died silently must not block threads. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final HikariDataSource pool;

  private PostgresStorage(HikariDataSource pool) {
    this.pool = pool;
  }

  static PostgresStorage open(Driver driver, String url) throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    pool.setDataSource(new DriverDataSource(driver, url, properties()));
    pool.setPoolName("storage");
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(2);
    pool.setConnectionTimeout(WAIT.toMillis());
    pool.setValidationTimeout(WAIT.toMillis() / 2);
    pool.setInitializationFailTimeout(WAIT.toMillis());
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setAutoCommit(false);
    try (Connection probe = pool.getConnection()) {
      probe.rollback();
      return new PostgresStorage(pool);
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Timeouts of the driver; the address may override them. */
  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", Long.toString(WAIT.toSeconds()));
    properties.setProperty("socketTimeout", Long.toString(SILENCE.toSeconds()));
    // Details hold the values of a row, which do not belong in a log.
    properties.setProperty("logServerErrorDetail", "false");
    return properties;
  }

  @Override
  public <T> T read(Function<Sql, T> work) {
    return transaction(
        work,
        connection -> {
          connection.setReadOnly(true);
          return JdbcSql.postgresql(connection);
        },
        true);
  }

  @Override
  public <T> T write(Function<Sql, T> work) {
    return NestedTransactions.guard(() -> transaction(work, JdbcSql::postgresql, false));
  }

  @Override
  public <T> T migrate(Function<Sql, T> work) {
    return transaction(
        work,
        connection -> {
          connection.setNetworkTimeout(Runnable::run, 0);
          JdbcSql sql = JdbcSql.postgresqlWithoutTimeout(connection);
          // Two nodes that start together must not run a migration twice. The number is arbitrary.
          sql.query("SELECT pg_advisory_xact_lock(7306231)", row -> 0);
          return sql;
        },
        false);
  }

  private <T> T transaction(Function<Sql, T> work, Opening opening, boolean readOnly) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        return once(connection, work, opening);
      } catch (StorageFailure e) {
        if (!isConflict(e.sql()) || attempt == MAX_ATTEMPTS) {
          throw Failures.problem(e, readOnly);
        }
      } catch (SQLException e) {
        if (!isConflict(e) || attempt == MAX_ATTEMPTS) {
          throw Failures.unavailable(e);
        }
      }
      long max = Duration.ofMillis(2L << attempt).toNanos();
      LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(max));
    }
  }

  /** Prepares a connection from the pool. */
  @FunctionalInterface
  private interface Opening {
    Sql prepare(Connection connection) throws SQLException;
  }

  private static <T> T once(Connection connection, Function<Sql, T> work, Opening opening)
      throws SQLException {
    boolean done = false;
    try {
      T result = work.apply(opening.prepare(connection));
      connection.commit();
      done = true;
      return result;
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
