package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pictures of the documentation, which {@code npm run pictures} makes. */
class PicturesTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Path PICTURES = REPOSITORY.resolve("docs/pictures");
  private static final long MAX_BYTES = 2_000_000;

  /** A picture in Markdown: its alternative text and its address. */
  private static final Pattern PICTURE = Pattern.compile("!\\[([^]]*)]\\(([^)\\s]+)\\)");

  private record Shown(Path page, String text, Path file) {}

  @Test
  void every_picture_that_a_page_shows_exists_and_is_described() throws IOException {
    List<Shown> shown = shown();
    assertThat(shown).isNotEmpty();
    assertThat(shown)
        .allSatisfy(picture -> {
          assertThat(picture.file()).as(picture.page().toString()).isRegularFile();
          assertThat(picture.text()).as(picture.file().toString()).isNotBlank();
        });
  }

  @Test
  void every_picture_is_shown_somewhere() throws IOException {
    Set<Path> shown = new TreeSet<>(shown().stream().map(Shown::file).toList());
    assertThat(pictures()).isSubsetOf(shown).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void all_pictures_together_are_small_enough_for_a_repository() throws IOException {
    long bytes = 0;
    for (Path picture : pictures()) {
      bytes += Files.size(picture);
    }
    assertThat(bytes).isLessThanOrEqualTo(MAX_BYTES);
  }

  private static List<Path> pictures() throws IOException {
    try (Stream<Path> files = Files.list(PICTURES)) {
      return files.sorted().toList();
    }
  }

  private static List<Shown> shown() throws IOException {
    try (Stream<Path> docs = Files.walk(REPOSITORY.resolve("docs"))) {
      return Stream.concat(Stream.of(REPOSITORY.resolve("README.md")), docs)
          .filter(page -> page.toString().endsWith(".md"))
          .flatMap(PicturesTest::shownBy)
          .toList();
    }
  }

  private static Stream<Shown> shownBy(Path page) {
    try {
      return PICTURE
          .matcher(Files.readString(page))
          .results()
          .filter(found -> !found.group(2).contains("://"))
          .map(found -> shown(page, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Shown shown(Path page, MatchResult found) {
    Path file = page.resolveSibling(found.group(2)).normalize();
    return new Shown(page, found.group(1), file);
  }
}
