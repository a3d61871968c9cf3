package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Columns are read by name: a number silently reads another column when a query changes. */
class ColumnsTest {
  private static final Pattern BY_NUMBER =
      Pattern.compile("\\w+\\s*\\.get(?:Boolean|Bytes|Double|Int|Long|Object|String)\\(\\s*\\d");

  @Test
  void no_module_reads_a_column_by_its_number() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : RepositoryFiles.javaOfModules()) {
      BY_NUMBER
          .matcher(Files.readString(file))
          .results()
          .forEach(
              match -> found.add(RepositoryFiles.ROOT.relativize(file) + ": " + match.group()));
    }
    assertThat(found).isEmpty();
  }
}
