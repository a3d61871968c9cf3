package app.pizoo.switchboard.spi;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Storage that survives restarts; on several nodes all see the same.
 *
 * <p>Both methods block the calling (virtual) thread. A database out of reach is a {@link Problem}
 * with {@link ProblemCode#PROVIDER_UNAVAILABLE}; what {@link #write} did is then undone.
 */
public interface Database {

  /** Runs queries that change nothing. */
  <T> T read(Function<Sql, T> work);

  /**
   * Runs statements in one transaction, committed on return. {@code work} may be run again after a
   * conflict with another transaction, so it must have no effect outside the database, be short,
   * and wait for nothing.
   *
   * <p>Other transactions run meanwhile, and what was read may have changed by the next statement.
   * So decide in one statement, with its condition in {@code WHERE}, and look at the number of rows
   * it touched.
   */
  <T> T write(Function<Sql, T> work);

  /** Statements within one transaction; usable only while the work runs, by its thread. */
  interface Sql {

    /** Runs a query; {@code ?} in the text stand for the values, in order. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... values);

    /** Runs a query of at most one row. */
    default <T> Optional<T> queryOne(String sql, RowReader<T> reader, Object... values) {
      return query(sql, reader, values).stream().findFirst();
    }

    /** Runs a change and returns the number of rows it touched. */
    int update(String sql, Object... values);
  }

  /** Turns the current row into a value. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
