package app.pizoo.switchboard.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Schema;
import app.pizoo.switchboard.spi.storage.Schema.Migration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource
class StorageTest {
  private static final Migration TABLE =
      new Migration(1, "numbers", List.of("CREATE TABLE numbers (n INTEGER PRIMARY KEY)"));

  private final TestDatabase database;
  @TempDir Path folder;
  private Optional<String> url;
  @AutoClose private Storage storage;

  StorageTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    url = database.newUrl();
    storage = connect();
    new Migrations(Map.of("test", Schema.of(TABLE))).run(storage);
  }

  private Storage connect() throws IOException {
    return Databases.open(url, Optional.of(folder.resolve("new/data")), folder.resolve("none"));
  }

  private int count() {
    return storage
        .read(sql -> sql.queryOne("SELECT count(*) FROM numbers", row -> row.getInt(1)))
        .orElseThrow();
  }

  private void insert(int n) {
    storage.write(sql -> sql.update("INSERT INTO numbers (n) VALUES (?)", n));
  }

  @Test
  void what_was_written_is_there_after_a_restart() throws IOException {
    insert(7);
    storage.close();
    storage = connect();
    assertThat(count()).isEqualTo(1);
    assertThat(storage.answers()).isTrue();
  }

  @Test
  void a_failing_transaction_rolls_back_alone() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        int n = i;
        all.add(
            threads.submit(() ->
                storage.write(sql -> {
                  sql.update("INSERT INTO numbers (n) VALUES (?)", n);
                  if (n % 5 == 0) {
                    throw new IllegalArgumentException("on purpose");
                  }
                  return n;
                })));
      }
    }
    int failed = 0;
    for (Future<?> one : all) {
      if (one.state() == Future.State.FAILED) {
        assertThat(one.exceptionNow()).isInstanceOf(IllegalArgumentException.class);
        failed++;
      }
    }
    assertThat(failed).isEqualTo(100);
    assertThat(count()).isEqualTo(400);
  }

  @Test
  void a_mistaken_statement_invites_no_retry_and_the_next_statement_works() {
    insert(1);
    assertMistake("INSERT INTO numbers", () -> insert(1));
    assertMistake("SELEC", () -> storage.read(sql -> sql.query("SELEC", row -> 1)));
    assertMistake("FROM nowhere", () -> read("SELECT n FROM nowhere", row -> 1));
    assertMistake("SELECT n", () -> read("SELECT n FROM numbers", row -> row.getInt("m")));
    assertMistake(
        "SET n = 'x'", () -> storage.write(sql -> sql.update("UPDATE numbers SET n = 'x'")));
    insert(2);
    assertThat(count()).isEqualTo(2);
  }

  private <T> List<T> read(String text, Database.RowReader<T> reader) {
    return storage.read(sql -> sql.query(text, reader));
  }

  private static void assertMistake(String statement, ThrowingCallable work) {
    Problem problem = catchThrowableOfType(Problem.class, work);
    assertThat(problem.code()).as(statement).isEqualTo(ProblemCode.INTERNAL);
    assertThat(problem.getCause()).hasMessageContaining(statement);
  }

  @Test
  void the_log_learns_which_statement_failed_and_none_of_its_values() {
    storage.write(sql -> sql.update("CREATE TABLE people (number TEXT PRIMARY KEY)"));
    String insert = "INSERT INTO people (number) VALUES (?)";
    storage.write(sql -> sql.update(insert, "+12025550123"));
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> storage.write(sql -> sql.update(insert, "+12025550123")));
    assertThat(problem).hasStackTraceContaining(insert);
    assertThat(problem).cause().hasNoCause();
    assertThat(problem).cause().message().doesNotContain("2025550123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\0b", "half \uD83D of a pair", "the other \uDE00 half"})
  void a_text_that_one_database_cannot_store_is_refused_by_both(String text) {
    storage.write(sql -> sql.update("CREATE TABLE words (w TEXT PRIMARY KEY)"));
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> storage.write(sql -> sql.update("INSERT INTO words (w) VALUES (?)", text)));
    assertThat(problem.code()).isEqualTo(ProblemCode.REQUEST_INVALID);
    storage.write(sql -> sql.update("INSERT INTO words (w) VALUES (?)", "whole \uD83D\uDE00"));
    assertThat(read("SELECT w FROM words", row -> row.getString("w")))
        .containsExactly("whole \uD83D\uDE00");
  }

  @Test
  void a_crowd_that_locks_a_name_decides_about_many_rows_in_turn() {
    AtomicInteger admitted = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        int n = i;
        threads.execute(() ->
            admitted.addAndGet(
                storage.write(sql -> {
                  sql.lock("test numbers");
                  return sql.update(
                      "INSERT INTO numbers (n) SELECT CAST(? AS INTEGER)"
                          + " WHERE (SELECT count(*) FROM numbers) < 5",
                      n);
                })));
      }
    }
    assertThat(admitted.get()).isEqualTo(5);
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void a_transaction_that_ends_with_an_error_leaves_the_storage_working() {
    Throwable[] ends = {new AssertionError("a mistake"), new IOException("not declared")};
    for (Throwable end : ends) {
      assertThatThrownBy(() ->
              storage.write(sql -> {
                sql.update("INSERT INTO numbers (n) VALUES (1)");
                throw StorageTest.<RuntimeException>undeclared(end);
              }))
          .satisfiesAnyOf(
              seen -> assertThat(seen).isSameAs(end),
              seen -> assertThat(seen).isInstanceOf(Problem.class));
      assertThat(count()).isZero();
    }
    insert(2);
    assertThat(count()).isEqualTo(1);
  }

  // What the compiler cannot see is the point.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E undeclared(Throwable exception) throws E {
    throw (E) exception;
  }

  @Test
  void a_write_within_a_write_is_refused_at_once() {
    assertThatThrownBy(() ->
            storage.write(sql -> {
              insert(1);
              return 0;
            }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wait for itself");
    insert(2);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_read_cannot_write() {
    assertThatThrownBy(() -> storage.read(sql -> sql.update("INSERT INTO numbers (n) VALUES (9)")))
        .isInstanceOf(Problem.class);
    assertThat(count()).isZero();
  }

  @Test
  void migrations_run_once_and_a_changed_one_is_refused() {
    Migration second =
        new Migration(2, "words", List.of("CREATE TABLE words (w TEXT PRIMARY KEY)"));
    Migrations more = new Migrations(Map.of("test", Schema.of(TABLE, second)));
    assertThat(more.pending(storage)).containsExactly("test 2: words");
    more.run(storage);
    more.run(storage);
    assertThat(more.pending(storage)).isEmpty();
    Migration changed = new Migration(1, "numbers", List.of("CREATE TABLE other (n INTEGER)"));
    Migrations wrong = new Migrations(Map.of("test", Schema.of(changed, second)));
    assertThatThrownBy(() -> wrong.run(storage))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Migration 1 of test was changed after it had been applied");
  }

  @Test
  void nodes_that_start_together_run_each_migration_once() throws Exception {
    Migration second = new Migration(2, "rows", List.of("INSERT INTO numbers (n) VALUES (1)"));
    Migrations migrations = new Migrations(Map.of("test", Schema.of(TABLE, second)));
    List<Storage> nodes = new ArrayList<>();
    List<Future<?>> starts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 5; i++) {
        Storage node = connect();
        nodes.add(node);
        starts.add(threads.submit(() -> migrations.run(node)));
      }
    }
    for (Future<?> start : starts) {
      start.get();
    }
    nodes.forEach(Storage::close);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void a_crowd_that_decides_in_one_statement_waits_for_its_turn() {
    storage.write(sql -> sql.update("CREATE TABLE stock (id INTEGER PRIMARY KEY, n INTEGER)"));
    storage.write(sql -> sql.update("INSERT INTO stock (id, n) VALUES (1, 7)"));
    AtomicInteger taken = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        threads.execute(() ->
            taken.addAndGet(
                storage.write(
                    sql -> sql.update("UPDATE stock SET n = n - 1 WHERE id = 1 AND n > 0"))));
      }
    }
    assertThat(taken.get()).isEqualTo(7);
  }

  @Test
  void a_migration_that_fails_leaves_nothing_half_done() {
    Migration broken =
        new Migration(2, "broken", List.of("CREATE TABLE half (n INTEGER)", "CREATE NONSENSE"));
    Migrations migrations = new Migrations(Map.of("test", Schema.of(TABLE, broken)));
    assertThatThrownBy(() -> migrations.run(storage))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Migration 2 of test (broken) failed: ")
        .hasMessageContaining("syntax error")
        .hasMessageEndingWith("The statement: CREATE NONSENSE");
    assertThatThrownBy(() -> storage.read(sql -> sql.query("SELECT * FROM half", row -> 1)))
        .isInstanceOf(Problem.class);
  }

  @Test
  void keys_are_made_once_and_fingerprints_depend_on_purpose_and_value() {
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA)).run(storage);
    KernelKeys keys = KernelKeys.load(storage);
    String one = keys.of("a", "+12025550123");
    assertThat(KernelKeys.load(storage).of("a", "+12025550123")).isEqualTo(one);
    assertThat(one).matches("[A-Za-z0-9_-]{43}");
    assertThat(keys.of("b", "+12025550123")).isNotEqualTo(one);
    assertThat(keys.of("a", "+12025550124")).isNotEqualTo(one);
  }
}
