package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.sql.SQLException;
import java.util.Set;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Distinguishes a database that is temporarily unavailable, so that a retry can help, from a
 * statement that can never succeed, which is a mistake in the code that runs it.
 */
final class Failures {
  /**
   * Classes of SQLSTATE (PostgreSQL manual, appendix A) that name a mistake: dynamic SQL error,
   * feature not supported, cardinality violation, data exception, integrity constraint violation,
   * syntax error or access rule violation, check option violation.
   */
  private static final Set<String> MISTAKES = Set.of("07", "0A", "21", "22", "23", "42", "44");

  /** Classes whose messages repeat values of the statement. */
  private static final Set<String> WITH_VALUES = Set.of("22", "23");

  private static final Set<SQLiteErrorCode> SQLITE_MISTAKES =
      Set.of(
          SQLiteErrorCode.SQLITE_ERROR,
          SQLiteErrorCode.SQLITE_CONSTRAINT,
          SQLiteErrorCode.SQLITE_MISMATCH,
          SQLiteErrorCode.SQLITE_MISUSE,
          SQLiteErrorCode.SQLITE_RANGE,
          SQLiteErrorCode.SQLITE_TOOBIG);

  /** The failure of a statement that writes within a read, the same for both databases. */
  private static final String READ_ONLY = "25006";

  private Failures() {}

  /** Describes the mistake in a statement. Has no cause: a database's message may hold values. */
  private static final class FailedStatement extends RuntimeException {
    FailedStatement(String message, SQLException cause) {
      super(message);
      setStackTrace(cause.getStackTrace());
    }
  }

  /** The problem that a client sees when a transaction fails. */
  static Problem problem(Exception cause, boolean readOnly) {
    if (cause instanceof StorageFailure failure
        && (isMistake(failure.sql()) || (readOnly && isReadOnly(failure.sql())))) {
      return mistake(failure);
    }
    return unavailable(cause);
  }

  private static Problem mistake(StorageFailure failure) {
    return Problem.of(ProblemCode.INTERNAL, "a statement failed; the request id names the log line")
        .causedBy(
            new FailedStatement(reason(failure.sql()) + " in: " + failure.text(), failure.sql()));
  }

  /** The database's message, unless it may hold values. */
  private static String reason(SQLException e) {
    return WITH_VALUES.contains(stateClass(e))
        ? "SQLSTATE " + e.getSQLState()
        : String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static boolean isMistake(SQLException e) {
    if (e instanceof SQLiteException sqlite) {
      int primary = sqlite.getResultCode().code & 0xff;
      return SQLITE_MISTAKES.contains(SQLiteErrorCode.getErrorCode(primary));
    }
    // SQLite's driver reports wrong column names and numbers without a code.
    return e.getSQLState() == null
        ? e.getErrorCode() == 0 && e.getClass() == SQLException.class
        : MISTAKES.contains(stateClass(e));
  }

  private static boolean isReadOnly(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? (sqlite.getResultCode().code & 0xff) == SQLiteErrorCode.SQLITE_READONLY.code
        : READ_ONLY.equals(e.getSQLState());
  }

  private static String stateClass(SQLException e) {
    String state = e.getSQLState();
    return state == null || state.length() < 2 ? "" : state.substring(0, 2);
  }

  static Problem unavailable(Throwable cause) {
    return Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "storage is unavailable").causedBy(cause);
  }
}
