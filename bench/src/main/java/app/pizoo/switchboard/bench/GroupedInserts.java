package app.pizoo.switchboard.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The least that a durable webhook costs: one prepared insert into SQLite with the product's
 * settings, on one thread; inserts that wait share a commit.
 */
final class GroupedInserts {
  private final BlockingQueue<Row> waiting = new LinkedBlockingQueue<>();

  private record Row(String sid, String status, CompletableFuture<Boolean> stored) {}

  GroupedInserts(Path folder) {
    Thread.ofPlatform().daemon().start(() -> run(folder));
  }

  void insert(String sid, String status) {
    Row row = new Row(sid, status, new CompletableFuture<>());
    waiting.add(row);
    row.stored().join();
  }

  private void run(Path folder) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder + "/db");
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute("CREATE TABLE messages (sid TEXT PRIMARY KEY, status TEXT, at INTEGER)");
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT OR REPLACE INTO messages VALUES (?, ?, ?)")) {
        while (true) {
          List<Row> rows = new ArrayList<>();
          rows.add(waiting.take());
          waiting.drainTo(rows, 255);
          for (Row row : rows) {
            insert.setString(1, row.sid());
            insert.setString(2, row.status());
            insert.setLong(3, System.currentTimeMillis());
            insert.executeUpdate();
          }
          connection.commit();
          rows.forEach(row -> row.stored().complete(true));
        }
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
