package app.pizoo.switchboard.spi.storage;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Storage that survives restarts; all nodes see the same data. Both methods block the calling
 * (virtual) thread.
 *
 * <p>A transaction that fails is rolled back. If the database cannot be used for now (connection,
 * lock, timeout, full disk), the {@link Problem} has the code {@link
 * ProblemCode#PROVIDER_UNAVAILABLE}, which invites a retry. A statement that can never succeed
 * (syntax, constraint, type) is a mistake of the plugin: the code is {@link ProblemCode#INTERNAL},
 * and the log names the statement. A text that holds U+0000 or half of a surrogate pair cannot be
 * stored; the code is {@link ProblemCode#REQUEST_INVALID}.
 */
public interface Database {

  /** Runs queries that change nothing. */
  <T> T read(Function<Sql, T> work);

  /**
   * Runs statements in one transaction, committed on return. {@code work} may be run again after a
   * conflict with another transaction, so it must have no effect outside the database, be short,
   * and wait for nothing.
   *
   * <p>On SQLite, writing transactions run one after the other. On PostgreSQL they run at the same
   * time, and each statement sees what others have committed before it (isolation level read
   * committed). Therefore:
   *
   * <ul>
   *   <li>Safe: a decision about one row, in one statement that changes this row, with its
   *       condition in {@code WHERE}. {@code UPDATE stock SET n = n - 1 WHERE id = ? AND n > 0}
   *       locks the row, so a second transaction waits and then sees the new value. Look at the
   *       number of rows that the statement changed.
   *   <li>Safe: {@code INSERT … ON CONFLICT DO NOTHING} with a unique key.
   *   <li>Not safe: a condition about <em>other</em> rows. {@code INSERT … SELECT … WHERE (SELECT
   *       count(*) …) < 5} admits more than five rows, because no transaction sees the rows that
   *       others are about to insert. The same holds for a query followed by a change.
   *   <li>For those, call {@link Sql#lock} first: transactions that lock the same name run one
   *       after the other.
   * </ul>
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

    /**
     * Waits until no other transaction, on any node, holds the lock of this name, and holds it
     * until the end of this transaction. Call it before the first statement whose result must not
     * change, within {@link Database#write} only. Different transactions must lock several names in
     * the same order; if they do not, one of them is rolled back and run again.
     *
     * @param name what is decided, starting with the plugin's id, such as {@code "stock 4711"}
     */
    void lock(String name);

    /**
     * Whether no other transaction writes at the same time, so that what was read cannot change
     * before the end of this transaction, even without {@link #lock}: true on SQLite.
     */
    boolean isExclusive();
  }

  /** Turns the current row into a value. Read columns by name, not by number. */
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }
}
