package app.pizoo.switchboard.distribution;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources and documents use the field's terms: none of {@code docs/retired-terms.txt} is back. */
class VocabularyTest {
  private static final Path ROOT = RepositoryFiles.ROOT;
  private static final Path LIST = ROOT.resolve("docs/retired-terms.txt");
  private static final Set<String> UNCHECKED =
      Set.of("LICENSE", "package-lock.json", "retired-terms.txt", "VocabularyTest.java");

  private record Term(Pattern pattern, String replacement) {
    /** Reads {@code kind | pattern | replacement}. */
    static Term of(String entry) {
      String[] fields = entry.split(" \\| ", 3);
      assertThat(fields).as(entry).hasSize(3);
      assertThat(fields[0]).as(entry).isIn("name", "phrase");
      String whole = "(?<![\\w$-])(?:" + fields[1].strip() + ")(?![\\w$])";
      return new Term(
          Pattern.compile(whole, fields[0].equals("phrase") ? CASE_INSENSITIVE : 0), fields[2]);
    }
  }

  private static List<Term> terms() throws IOException {
    return Files.readAllLines(LIST).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(Term::of)
        .toList();
  }

  private static boolean isChecked(Path file) {
    return !UNCHECKED.contains(file.getFileName().toString())
        && !file.getParent().endsWith("pictures");
  }

  private static Stream<String> found(String text, String name, List<Term> terms) {
    List<String> lines = text.lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String place = name + ":" + (i + 1) + ": ";
      terms.stream()
          .filter(term -> term.pattern().matcher(line).find())
          .map(term -> place + line.strip() + "  (use: " + term.replacement() + ")")
          .forEach(found::add);
    }
    return found.stream();
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException binary) {
      return "";
    }
  }

  @Test
  void no_retired_term_is_back() throws IOException {
    List<Term> terms = terms();
    List<String> found = new ArrayList<>();
    int files = 0;
    for (Path file : RepositoryFiles.matching(VocabularyTest::isChecked)) {
      String name = ROOT.relativize(file).toString();
      found.addAll(found(text(file), name, terms).toList());
      found.addAll(found(name, name, terms).toList());
      files++;
    }
    assertThat(files).isGreaterThan(800);
    assertThat(found).as("retired terms, see docs/retired-terms.txt").isEmpty();
  }

  @Test
  void names_match_whole_identifiers_and_phrases_any_case() throws IOException {
    List<Term> terms = terms();
    assertThat(found("new OncePerMinute(); // Begun anew\n", "sample", terms)).hasSize(2);
    assertThat(found("MyOncePerMinute renewed", "sample", terms)).isEmpty();
  }
}
