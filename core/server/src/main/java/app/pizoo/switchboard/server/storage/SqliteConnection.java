package app.pizoo.switchboard.server.storage;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/**
 * A connection that is opened when first needed, and again after a failure. Confined to one thread.
 */
final class SqliteConnection implements AutoCloseable {
  private static final int WAIT_FOR_LOCK_MILLIS = 5_000;

  /**
   * Pages of 4 KB in memory: the changes of one commit. Those that do not fit are written early,
   * and again when they change again.
   */
  private static final int WRITER_CACHE_PAGES = 4096;

  /**
   * The length of the write-ahead log, in pages, at which it is merged into the file. A page that
   * changed several times until then is merged once.
   */
  private static final int MERGE_AFTER_PAGES = 8192;

  private final String url;
  private final boolean readOnly;
  private @Nullable Connection open;
  private @Nullable StatementCache statements;

  SqliteConnection(Path file, boolean readOnly) {
    this("jdbc:sqlite:" + file, readOnly);
  }

  private SqliteConnection(String url, boolean readOnly) {
    this.url = url;
    this.readOnly = readOnly;
  }

  /** A separate database in memory, which ends with the connection. */
  static SqliteConnection inMemory() {
    return new SqliteConnection("jdbc:sqlite::memory:", false);
  }

  JdbcSql sql() throws SQLException {
    return JdbcSql.sqlite(statements());
  }

  private StatementCache statements() throws SQLException {
    StatementCache known = statements;
    if (known == null) {
      Connection connection = JDBC.createConnection(url, properties());
      open = connection;
      known = new StatementCache(connection);
      statements = known;
      // Deleted rows are overwritten, not only unlinked.
      execute(readOnly ? "PRAGMA query_only = 1" : "PRAGMA secure_delete = 1");
    }
    return known;
  }

  private Properties properties() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    // Acknowledged data must survive a power failure: every commit reaches the disk.
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(WAIT_FOR_LOCK_MILLIS);
    // Otherwise the driver runs a query after each change.
    config.setGetGeneratedKeys(false);
    config.setWalAutocheckpoint(MERGE_AFTER_PAGES);
    if (!readOnly) {
      config.setCacheSize(WRITER_CACHE_PAGES);
    }
    return config.toProperties();
  }

  void begin() throws SQLException {
    execute("BEGIN IMMEDIATE");
  }

  void commit() throws SQLException {
    execute("COMMIT");
  }

  void rollback() throws SQLException {
    execute("ROLLBACK");
  }

  void execute(String sql) throws SQLException {
    statements()
        .use(
            sql,
            statement -> {
              if (statement.execute()) {
                statement.getResultSet().close();
              }
              return true;
            });
  }

  @Override
  public void close() {
    Connection connection = open;
    open = null;
    statements = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException e) {
        System.getLogger("switchboard.storage")
            .log(System.Logger.Level.DEBUG, "closing a connection", e);
      }
    }
  }
}
