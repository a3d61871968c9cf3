package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What all tests of the repository keep to. */
class TestSourcesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> GENERATED = Set.of("node_modules", "target", "dist", "served");
  private static final int MAX_LINES = 400;

  /** Tests, and what they share. */
  private static final Pattern TESTS =
      Pattern.compile(".*(/src/test/|/web/test/|core/testing/|core/fixtures/).*\\.(java|js|jsx)");

  /** Split, so that this file does not hold it. */
  private static final String SLEEP = "Thread." + "sleep(";

  private static final List<Path> SOURCES = new ArrayList<>();

  @BeforeAll
  static void find() throws IOException {
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean skipped = GENERATED.contains(name) || name.startsWith(".");
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (TESTS.matcher(REPOSITORY.relativize(file).toString()).matches()) {
              SOURCES.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(SOURCES).hasSizeGreaterThan(200);
  }

  @Test
  void no_test_sleeps() {
    assertThat(SOURCES).noneMatch(file -> text(file).contains(SLEEP));
  }

  @Test
  void no_test_file_is_too_long_to_read() {
    assertThat(SOURCES).allMatch(file -> text(file).lines().count() <= MAX_LINES);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
