package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What all tests of the repository keep to. */
class TestSourcesTest {
  private static final int MAX_LINES = 400;

  /** Tests, and what they share. */
  private static final Pattern TESTS =
      Pattern.compile(".*(/src/test/|/web/test/|core/testing/|core/fixtures/).*\\.(java|js|jsx)");

  /** Split, so that this file does not hold it. */
  private static final String SLEEP = "Thread." + "sleep(";

  private final List<Path> sources = RepositoryFiles.matching(TestSourcesTest::isOfTests);

  TestSourcesTest() throws IOException {
    assertThat(sources).hasSizeGreaterThan(200);
  }

  private static boolean isOfTests(Path file) {
    return TESTS.matcher(RepositoryFiles.ROOT.relativize(file).toString()).matches();
  }

  @Test
  void no_test_sleeps() {
    assertThat(sources).noneMatch(file -> text(file).contains(SLEEP));
  }

  @Test
  void no_test_file_is_too_long_to_read() {
    assertThat(sources).allMatch(file -> text(file).lines().count() <= MAX_LINES);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
