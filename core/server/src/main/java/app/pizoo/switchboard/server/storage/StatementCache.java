package app.pizoo.switchboard.server.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the most recently used prepared statements of one connection, because preparing a
 * statement costs SQLite more than running it. Confined to the thread that holds the connection.
 */
final class StatementCache {
  private static final int MAX_STATEMENTS = 256;

  private final Connection connection;
  private final LinkedHashMap<String, PreparedStatement> free = new LinkedHashMap<>();

  StatementCache(Connection connection) {
    this.connection = connection;
  }

  /** Uses a statement; its results are closed afterwards. */
  @FunctionalInterface
  interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  /** Runs work with a statement. A failed statement is not reused; nested work gets another one. */
  <T> T use(String sql, Use<T> use) throws SQLException {
    PreparedStatement known = free.remove(sql);
    PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
    boolean done = false;
    try {
      T result = use.of(statement);
      done = true;
      return result;
    } finally {
      if (done) {
        keep(sql, statement);
      } else {
        statement.close();
      }
    }
  }

  private void keep(String sql, PreparedStatement statement) throws SQLException {
    close(free.put(sql, statement));
    if (free.size() > MAX_STATEMENTS) {
      close(free.pollFirstEntry().getValue());
    }
  }

  private static void close(@Nullable PreparedStatement statement) throws SQLException {
    if (statement != null) {
      statement.close();
    }
  }
}
