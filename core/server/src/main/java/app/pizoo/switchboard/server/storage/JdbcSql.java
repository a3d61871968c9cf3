package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on one connection. Confined to the thread that holds the connection. */
final class JdbcSql implements Database.Sql {
  private static final int TIMEOUT_SECONDS = 10;

  private final StatementCache statements;
  private final Dialect dialect;
  private final int timeoutSeconds;
  private boolean changed;

  /** The differences between the databases. */
  enum Dialect {
    SQLITE,
    POSTGRESQL
  }

  private JdbcSql(StatementCache statements, Dialect dialect, int timeoutSeconds) {
    this.statements = statements;
    this.dialect = dialect;
    this.timeoutSeconds = timeoutSeconds;
  }

  /** Statements of SQLite, which waits only for locks and has its own timeout for them. */
  static JdbcSql sqlite(StatementCache statements) {
    return new JdbcSql(statements, Dialect.SQLITE, 0);
  }

  /** Statements of PostgreSQL, whose driver caches prepared statements. */
  static JdbcSql postgresql(Connection connection) {
    return new JdbcSql(new StatementCache(connection), Dialect.POSTGRESQL, TIMEOUT_SECONDS);
  }

  /** Statements of PostgreSQL without a timeout. */
  static JdbcSql postgresqlWithoutTimeout(Connection connection) {
    return new JdbcSql(new StatementCache(connection), Dialect.POSTGRESQL, 0);
  }

  /** Whether a statement may have changed something. */
  boolean hasChanged() {
    return changed;
  }

  @Override
  public boolean isExclusive() {
    return dialect == Dialect.SQLITE;
  }

  @Override
  public <T> List<T> query(String sql, Database.RowReader<T> reader, Object... values) {
    // Others may have a RETURNING clause.
    changed |= !sql.startsWith("SELECT");
    return run(
        sql,
        values,
        statement -> {
          try (ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
              result.add(reader.read(rows));
            }
            return result;
          }
        });
  }

  @Override
  public int update(String sql, Object... values) {
    int rows = run(sql, values, PreparedStatement::executeUpdate);
    changed |= rows > 0;
    return rows;
  }

  private <T> T run(String sql, Object[] values, StatementCache.Use<T> use) {
    try {
      return statements.use(
          sql,
          statement -> {
            bind(statement, values);
            return use.of(statement);
          });
    } catch (SQLException e) {
      throw new StorageFailure(e, sql);
    }
  }

  @Override
  public void lock(String name) {
    // SQLite runs one writing transaction at a time, so there is nothing to wait for.
    if (dialect == Dialect.POSTGRESQL) {
      // With two numbers, because locks with one, such as that of migrations, are separate.
      query("SELECT pg_advisory_xact_lock(7306231, hashtext(?))", row -> 0, name);
    }
  }

  private void bind(PreparedStatement statement, Object[] values) throws SQLException {
    if (timeoutSeconds > 0) {
      statement.setQueryTimeout(timeoutSeconds);
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] instanceof String text) {
        mustBeStorable(text);
      }
      statement.setObject(i + 1, values[i]);
    }
  }

  /** PostgreSQL refuses such texts and SQLite stores them; this refuses them on both. */
  private static void mustBeStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        throw Problem.of(
            ProblemCode.REQUEST_INVALID,
            "a text holds the character U+0000 or half of a surrogate pair");
      }
    }
  }
}
