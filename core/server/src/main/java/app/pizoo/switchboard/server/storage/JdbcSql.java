package app.pizoo.switchboard.server.storage;

import app.pizoo.switchboard.spi.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on one connection. Confined to the thread that holds the connection. */
record JdbcSql(Connection connection, int longestSeconds) implements Database.Sql {
  private static final int QUERY_TIMEOUT_SECONDS = 10;

  JdbcSql(Connection connection) {
    this(connection, QUERY_TIMEOUT_SECONDS);
  }

  /** Statements that may take as long as they need. */
  static JdbcSql patient(Connection connection) {
    return new JdbcSql(connection, 0);
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
      throw new StorageFailure(e);
    }
  }

  @Override
  public int update(String sql, Object... values) {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new StorageFailure(e);
    }
  }

  private PreparedStatement prepare(String sql, Object[] values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      statement.setQueryTimeout(longestSeconds);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }
}
