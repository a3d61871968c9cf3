package app.pizoo.switchboard.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void lines_comments_and_blanks_are_read_and_no_shell_evaluates_them() {
    SettingsFile file =
        SettingsFile.parse(
            "# a comment\n\n A = b c # d\r\nB=\"x y\"\nC='$(id)'\nD=$HOME=1\nE=", "f");
    assertThat(file.problems()).isEmpty();
    assertThat(file.source().texts())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("A", "b c # d", "B", "x y", "C", "$(id)", "D", "$HOME=1", "E", ""));
  }

  @Test
  void a_line_that_cannot_be_read_is_named_by_number_and_never_repeated() {
    SettingsFile file = SettingsFile.parse("A=1\nexport A=hush\nA=hush\nlower=hush\n", "f");
    assertThat(file.problems())
        .hasSize(3)
        .allMatch(text -> !text.contains("hush"))
        .anyMatch(text -> text.startsWith("f line 2: expected NAME=value"))
        .anyMatch(text -> text.startsWith("f line 3: A was already set"))
        .anyMatch(text -> text.startsWith("f line 4:"));
    assertThat(file.source().texts()).containsEntry("A", "1");
  }

  @Test
  void a_file_that_is_missing_is_empty_and_one_that_is_large_or_binary_is_a_problem()
      throws Exception {
    assertThat(SettingsFile.read(folder.resolve("none"), "f").problems()).isEmpty();
    Path file = folder.resolve("file");
    Files.write(file, new byte[SettingsFile.MAX_BYTES + 1]);
    assertThat(SettingsFile.read(file, "f").problems())
        .singleElement()
        .asString()
        .contains("larger");
    Files.write(file, new byte[] {'A', '=', (byte) 0xff});
    assertThat(SettingsFile.read(file, "f").problems())
        .singleElement()
        .asString()
        .contains("UTF-8");
    assertThat(SettingsFile.read(folder, "f").problems()).hasSize(1);
  }
}
