package app.pizoo.switchboard.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Requests fail while the database does, nothing is half written, and no restart is needed. */
@Execution(ExecutionMode.CONCURRENT)
class StorageFailureTest {
  @TempDir Path folder;

  private static void createTable(Storage storage) {
    storage.write(sql -> sql.update("CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT)"));
  }

  private static Optional<Problem> insert(Storage storage, int id, String text) {
    return Optional.ofNullable(
        catchThrowableOfType(
            Problem.class,
            () ->
                storage.write(sql -> {
                  sql.update("INSERT INTO texts (id, text) VALUES (?, ?)", 2 * id, text);
                  return sql.update("INSERT INTO texts (id, text) VALUES (?, ?)", 2 * id + 1, text);
                })));
  }

  private static int count(Storage storage) {
    return storage
        .read(sql -> sql.queryOne("SELECT count(*) FROM texts", row -> row.getInt(1)))
        .orElseThrow();
  }

  @Test
  void a_full_disk_refuses_writes_whole_and_room_lets_them_pass_again() throws IOException {
    try (Storage storage =
        Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"))) {
      createTable(storage);
      // The same error that a full disk gives (SQLITE_FULL), at a size that a test can reach.
      storage.write(sql -> sql.query("PRAGMA max_page_count = 50", row -> 0));
      int written = 0;
      Optional<Problem> problem = Optional.empty();
      while (problem.isEmpty() && written < 1000) {
        problem = insert(storage, written, "x".repeat(3000));
        written += problem.isEmpty() ? 1 : 0;
      }
      assertThat(problem).map(Problem::code).contains(ProblemCode.PROVIDER_UNAVAILABLE);
      assertThat(count(storage)).isEqualTo(2 * written).isBetween(2, 60);
      assertThat(insert(storage, written, "y".repeat(3000))).isEmpty();
      assertThat(count(storage)).isEqualTo(2 * written + 2);
    }
  }

  @Test
  void a_file_that_another_program_locks_can_be_read_and_later_written() throws Exception {
    try (Storage storage =
        Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"))) {
      createTable(storage);
      assertThat(insert(storage, 0, "a")).isEmpty();
      try (Connection other =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("switchboard.db"));
          Statement statement = other.createStatement()) {
        statement.execute("BEGIN IMMEDIATE");
        assertThat(insert(storage, 1, "b"))
            .map(Problem::code)
            .contains(ProblemCode.PROVIDER_UNAVAILABLE);
        assertThat(count(storage)).isEqualTo(2);
        statement.execute("ROLLBACK");
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      assertThat(insert(storage, 1, "b")).isEmpty();
      assertThat(count(storage)).isEqualTo(4);
    }
  }

  @Test
  void a_server_that_goes_away_and_comes_back_needs_no_restart() throws Exception {
    String url = TestDatabase.POSTGRESQL.newUrl().orElseThrow();
    PostgresServer server = PostgresServer.running();
    try (Storage storage =
        Databases.open(Optional.of(url), Optional.of(folder), folder.resolve("none"))) {
      createTable(storage);
      assertThat(insert(storage, 0, "a")).isEmpty();
      server.lose(url);
      assertThat(insert(storage, 1, "b"))
          .map(Problem::code)
          .contains(ProblemCode.PROVIDER_UNAVAILABLE);
      assertThat(storage.answers()).isFalse();
      server.restore(url);
      // On a busy machine the first connection can take longer than the pool waits for it.
      Eventually.isTrue("a row is written", () -> insert(storage, 1, "b").isEmpty());
      Eventually.isTrue("storage answers", storage::answers);
      assertThat(count(storage)).isEqualTo(4);
    }
  }
}
