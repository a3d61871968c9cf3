package app.pizoo.switchboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Plugins in this repository are tested with what outside plugins have as well. */
class PluginTestsTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void tests_of_plugins_import_nothing_of_the_kernel() throws IOException {
    List<Path> tests = new ArrayList<>();
    for (String where : List.of(".", "examples")) {
      try (DirectoryStream<Path> projects =
          Files.newDirectoryStream(ROOT.resolve(where), "plugin-*")) {
        for (Path project : projects) {
          try (Stream<Path> files = Files.walk(project.resolve("src/test/java"))) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(tests::add);
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    assertThat(tests)
        .allSatisfy(test ->
            assertThat(Files.readString(test))
                .as(test.toString())
                .doesNotContain("import app.pizoo.switchboard.server."));
  }
}
