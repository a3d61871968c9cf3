package app.pizoo.switchboard.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
  @TempDir Path folder;

  @Test
  void a_folder_that_cannot_be_used_is_reported_with_its_name() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Databases.open(Optional.empty(), Optional.of(file), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
  }

  @Test
  void what_holds_keys_is_for_its_owner_alone() throws IOException {
    try (Storage storage = Databases.open(Optional.empty(), Optional.of(folder), folder);
        Stream<Path> files = Files.list(folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      assertThat(files).isNotEmpty().allSatisfy(DatabasesTest::isForItsOwnerAlone);
    }
  }

  @Test
  void closed_storage_is_one_whole_file() throws IOException {
    try (Storage storage = Databases.open(Optional.empty(), Optional.of(folder), folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      storage.read(sql -> sql.query("SELECT id FROM kept", row -> row.getString(1)));
    }
    Path log = folder.resolve("switchboard.db-wal");
    assertThat(Files.notExists(log) || Files.size(log) == 0).isTrue();
  }

  @Test
  void files_from_before_that_others_could_read_are_closed_to_them() throws IOException {
    Databases.open(Optional.empty(), Optional.of(folder), folder).close();
    for (String name : List.of("switchboard.db", "switchboard.db-wal", "switchboard.db-shm")) {
      Path file = folder.resolve(name);
      if (Files.notExists(file)) {
        Files.createFile(file);
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    try (Storage storage = Databases.open(Optional.empty(), Optional.of(folder), folder);
        Stream<Path> files = Files.list(folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      assertThat(files).hasSize(3).allSatisfy(DatabasesTest::isForItsOwnerAlone);
    }
  }

  @Test
  void an_emptied_database_is_an_error_and_keeps_the_log_beside_it() throws IOException {
    Path file = folder.resolve("switchboard.db");
    Path log = Files.writeString(folder.resolve("switchboard.db-wal"), "what can be rescued");
    Files.createFile(file);
    assertThatThrownBy(() -> Databases.open(Optional.empty(), Optional.of(folder), folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file + " is empty (0 bytes)")
        .hasMessageContaining("Restore a backup");
    assertThat(log).hasContent("what can be rescued");
    assertThat(file).isEmptyFile();
  }

  @Test
  void a_first_start_that_is_interrupted_leaves_no_empty_file() throws IOException {
    Databases.open(Optional.empty(), Optional.of(folder), folder).close();
    assertThat(folder.resolve("switchboard.db")).isNotEmptyFile();
    Databases.open(Optional.empty(), Optional.of(folder), folder).close();
  }

  private static void isForItsOwnerAlone(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as(file.toString())
        .isEqualTo("rw-------");
  }

  @Test
  void an_unreachable_server_is_reported_without_the_password() {
    String url = "jdbc:postgresql://127.0.0.1:1/app?user=app&password=hush";
    assertThatThrownBy(
            () -> Databases.open(Optional.of(url), Optional.of(folder), folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SWITCHBOARD_DATABASE_URL")
        .hasMessageNotContaining("hush");
  }
}
