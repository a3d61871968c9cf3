package app.pizoo.switchboard.server.storage;

import java.sql.SQLException;

/** Carries a database's error through code that knows nothing of SQL exceptions. */
final class StorageFailure extends RuntimeException {
  private final transient SQLException sql;

  StorageFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    this.sql = cause;
  }

  SQLException sql() {
    return sql;
  }
}
