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
record JdbcSql(Connection connection, Dialect dialect, int timeoutSeconds) implements Database.Sql {
  private static final int TIMEOUT_SECONDS = 10;

  /** The differences between the databases. */
  enum Dialect {
    SQLITE,
    POSTGRESQL
  }

  JdbcSql(Connection connection, Dialect dialect) {
    this(connection, dialect, TIMEOUT_SECONDS);
  }

  /** Statements without a timeout. */
  static JdbcSql withoutTimeout(Connection connection, Dialect dialect) {
    return new JdbcSql(connection, dialect, 0);
  }

  @Override
  public <T> List<T> query(String sql, Database.RowReader<T> reader, Object... values) {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> result = new ArrayList<>();
      while (rows.next()) {
        result.add(reader.read(rows));
      }
      return result;
    } catch (SQLException e) {
      throw new StorageFailure(e, sql);
    }
  }

  @Override
  public int update(String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
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

  private PreparedStatement prepare(String sql, Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.setQueryTimeout(timeoutSeconds);
      for (int i = 0; i < values.length; i++) {
        if (values[i] instanceof String text) {
          mustBeStorable(text);
        }
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
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
