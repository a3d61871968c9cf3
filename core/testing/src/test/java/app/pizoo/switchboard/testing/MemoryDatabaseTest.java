package app.pizoo.switchboard.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Schema;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MemoryDatabaseTest {
  private static final Schema SCHEMA =
      Schema.of(
          new Schema.Migration(
              1, "notes", List.of("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)")));

  @AutoClose private final MemoryDatabase database = new MemoryDatabase("notes", SCHEMA);

  private List<String> texts() {
    return database.query("SELECT text FROM notes ORDER BY id", row -> row.getString("text"));
  }

  private int insert(String text) {
    return database.update("INSERT INTO notes (text) VALUES (?)", text);
  }

  @Test
  void committed_work_is_seen_by_the_next_one() {
    assertThat(insert("one")).isEqualTo(1);
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void an_exception_undoes_all_statements_of_the_work_and_reaches_the_caller() {
    insert("one");
    assertThatThrownBy(() ->
            database.write(sql -> {
              sql.update("INSERT INTO notes (text) VALUES (?)", "two");
              sql.update("DELETE FROM notes WHERE text = ?", "one");
              throw new IllegalStateException("the work failed");
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the work failed");
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void a_statement_that_fails_undoes_those_before_it() {
    assertThatThrownBy(() ->
            database.write(sql -> {
              sql.update("INSERT INTO notes (text) VALUES (?)", "one");
              return sql.update("INSERT INTO no_such_table VALUES (1)");
            }))
        .isInstanceOf(Problem.class);
    assertThat(texts()).isEmpty();
  }

  @Test
  void work_is_undone_and_run_again_after_a_conflict() {
    AtomicInteger runs = new AtomicInteger();
    database.conflict(2);
    int rows =
        database.write(sql -> {
          runs.incrementAndGet();
          return sql.update("INSERT INTO notes (text) VALUES (?)", "one");
        });
    assertThat(rows).isEqualTo(1);
    assertThat(runs).hasValue(3);
    assertThat(texts()).containsExactly("one");
    insert("two");
    assertThat(runs).hasValue(3);
  }

  @Test
  void a_read_that_changes_something_fails() {
    assertThatThrownBy(
            () -> database.read(sql -> sql.update("INSERT INTO notes (text) VALUES ('one')")))
        .isInstanceOf(Problem.class);
    assertThat(texts()).isEmpty();
    assertThat(insert("two")).isEqualTo(1);
  }

  @Test
  void work_that_uses_the_database_itself_fails_instead_of_waiting_forever() {
    assertThatThrownBy(() -> database.write(sql -> insert("one")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wait for itself");
    assertThatThrownBy(() -> database.read(sql -> texts()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(texts()).isEmpty();
  }

  @Test
  void two_databases_share_nothing() {
    insert("one");
    try (MemoryDatabase other = new MemoryDatabase("notes", SCHEMA)) {
      assertThat(other.query("SELECT text FROM notes", row -> row.getString(1))).isEmpty();
    }
  }
}
