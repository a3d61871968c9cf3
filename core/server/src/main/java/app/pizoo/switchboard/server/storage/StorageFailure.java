package app.pizoo.switchboard.server.storage;

import java.sql.SQLException;

/** Carries a database's error through code that has no SQL exceptions in its signatures. */
final class StorageFailure extends RuntimeException {
  private static final int MAX_LENGTH = 300;

  private final transient SQLException sql;
  private final String text;

  StorageFailure(SQLException cause, String statement) {
    super(cause.getMessage(), cause);
    this.sql = cause;
    this.text = statement.strip().replaceAll("\\s+", " ");
  }

  SQLException sql() {
    return sql;
  }

  /** The statement on one line, without its values. */
  String text() {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
  }
}
