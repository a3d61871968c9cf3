package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between the documents lead somewhere, and so do names of documents in the sources. */
class DocumentLinksTest {
  private static final Path ROOT = RepositoryFiles.ROOT;
  private static final Set<String> SOURCES =
      Set.of("java", "js", "jsx", "yaml", "yml", "xml", "service", "example", "md");

  private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern DOCUMENT = Pattern.compile("\\bdocs/[A-Za-z0-9/_-]+\\.md\\b");

  private static boolean endsWith(Path file, String extension) {
    return file.getFileName().toString().endsWith("." + extension);
  }

  @Test
  void links_lead_to_files_and_headings() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path file : RepositoryFiles.all().stream().filter(each -> endsWith(each, "md")).toList()) {
      Matcher link = LINK.matcher(CODE.matcher(Files.readString(file)).replaceAll(""));
      while (link.find()) {
        String target = link.group(1);
        if (!target.matches("[a-z]+:.*")) {
          links++;
          if (!leadsSomewhere(file, target)) {
            broken.add(ROOT.relativize(file) + ": " + target);
          }
        }
      }
    }
    assertThat(links).isGreaterThan(50);
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path from, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
  }

  /** As GitHub makes them: lower case, without punctuation, hyphens for spaces. */
  private static Set<String> anchors(Path file) throws IOException {
    Set<String> anchors = new HashSet<>();
    Matcher heading = HEADING.matcher(CODE.matcher(Files.readString(file)).replaceAll(""));
    while (heading.find()) {
      String words = heading.group(1).toLowerCase(Locale.ROOT);
      String anchor = words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
      String unique = anchor;
      for (int i = 1; !anchors.add(unique); i++) {
        unique = anchor + "-" + i;
      }
    }
    return anchors;
  }

  @Test
  void documents_that_sources_name_exist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path file : RepositoryFiles.all()) {
      String name = file.getFileName().toString();
      if (SOURCES.contains(name.substring(name.lastIndexOf('.') + 1))) {
        Matcher document = DOCUMENT.matcher(Files.readString(file));
        while (document.find()) {
          if (!Files.exists(ROOT.resolve(document.group()))) {
            missing.add(ROOT.relativize(file) + ": " + document.group());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }
}
