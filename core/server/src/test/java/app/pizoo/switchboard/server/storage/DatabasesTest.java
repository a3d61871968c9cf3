package app.pizoo.switchboard.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesTest {
  @TempDir Path folder;

  @Test
  void a_folder_that_cannot_be_used_is_reported_with_its_name() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> Databases.open(Optional.empty(), file, folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
  }

  @Test
  void what_holds_keys_is_for_its_owner_alone() throws IOException {
    try (Storage storage = Databases.open(Optional.empty(), folder, folder);
        Stream<Path> files = Files.list(folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      assertThat(files).isNotEmpty().allSatisfy(DatabasesTest::isForItsOwnerAlone);
    }
  }

  @Test
  void closed_storage_is_one_whole_file() throws IOException {
    try (Storage storage = Databases.open(Optional.empty(), folder, folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      storage.read(sql -> sql.query("SELECT id FROM kept", row -> row.getString(1)));
    }
    Path log = folder.resolve("switchboard.db-wal");
    assertThat(Files.notExists(log) || Files.size(log) == 0).isTrue();
  }

  @Test
  void files_from_before_that_others_could_read_are_closed_to_them() throws IOException {
    for (String name :
        new String[] {"switchboard.db", "switchboard.db-wal", "switchboard.db-shm"}) {
      Path file = Files.createFile(folder.resolve(name));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
    try (Storage storage = Databases.open(Optional.empty(), folder, folder);
        Stream<Path> files = Files.list(folder)) {
      storage.write(sql -> sql.update("CREATE TABLE kept (id TEXT)"));
      assertThat(files).hasSize(3).allSatisfy(DatabasesTest::isForItsOwnerAlone);
    }
  }

  private static void isForItsOwnerAlone(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .as(file.toString())
        .isEqualTo("rw-------");
  }

  @Test
  void an_unreachable_server_is_reported_without_the_password() {
    String url = "jdbc:postgresql://127.0.0.1:1/app?user=app&password=hush";
    assertThatThrownBy(() -> Databases.open(Optional.of(url), folder, folder.resolve("none")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("SWITCHBOARD_DATABASE_URL")
        .hasMessageNotContaining("hush");
  }
}
