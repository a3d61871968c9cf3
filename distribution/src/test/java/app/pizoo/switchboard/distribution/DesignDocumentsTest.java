package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents about the design name files and types that exist, and records have one form. */
class DesignDocumentsTest {
  private static final Path ROOT = RepositoryFiles.ROOT;
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path RECORDS = DOCS.resolve("adr");

  private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
  private static final Pattern FILE =
      Pattern.compile("[A-Za-z0-9_*./…-]*(/|\\.(java|js|jsx|css|yaml|md|example))");
  private static final Pattern TYPE = Pattern.compile("[A-Z][a-z0-9]+([A-Z][a-z0-9]*)+");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface|record|enum) ([A-Z]\\w+)");

  /** Types of the JDK and of libraries, and fields of Twilio's, that the documents name. */
  private static final Set<String> NOT_OURS =
      Set.of("ServiceLoader", "ServerConnectionSelector", "ConnectionContext", "RequestValidator");

  private static String document(String name) throws IOException {
    return Files.readString(DOCS.resolve(name));
  }

  private static List<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(result -> result.group(1)).toList();
  }

  @Test
  void the_files_to_edit_exist() throws IOException {
    String page = document("architecture.md");
    String table = page.substring(page.indexOf("\n## To change X, edit Y"));
    List<String> rows = table.lines().filter(line -> line.startsWith("| ")).toList();
    List<String> names =
        rows.stream()
            .flatMap(row -> quoted(row).stream())
            .filter(name -> FILE.matcher(name).matches())
            .toList();
    Set<String> paths = RepositoryFiles.paths();

    List<String> missing =
        names.stream()
            .filter(name -> {
              Pattern path = path(name);
              return paths.stream().noneMatch(known -> path.matcher(known).matches());
            })
            .toList();

    assertThat(names).hasSizeGreaterThan(30);
    assertThat(missing).isEmpty();
  }

  /** An ellipsis stands for folders, an asterisk for a part of a name, Xxx for a plugin's name. */
  private static Pattern path(String name) {
    String regex =
        Stream.of(name.split("(?=[…*])|(?<=[…*])|(?=Xxx)|(?<=Xxx)"))
            .map(part ->
                switch (part) {
                  case "…" -> ".*";
                  case "*" -> "[^/]*";
                  case "Xxx" -> "[A-Z][a-z]+";
                  default -> Pattern.quote(part);
                })
            .reduce("(.*/)?", String::concat);
    return Pattern.compile(regex);
  }

  @Test
  void the_types_that_documents_name_exist() throws IOException {
    Set<String> known = types();
    List<String> unknown = new ArrayList<>();
    int checked = 0;
    for (String line : lines("architecture.md", "glossary.md")) {
      for (String name : types(line)) {
        checked++;
        if (!known.contains(name)) {
          unknown.add(name);
        }
      }
    }
    for (String line : lines("twilio.md", "signaling.md")) {
      if (line.startsWith("*Code")) {
        for (String name : types(line)) {
          checked++;
          if (!known.contains(name)) {
            unknown.add(name);
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(40);
    assertThat(unknown).isEmpty();
  }

  private static List<String> lines(String... documents) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String document : documents) {
      // Fields of Twilio's look like types: those stand in the tables of twilio.md alone.
      lines.addAll(document(document).lines().toList());
    }
    return lines;
  }

  private static List<String> types(String line) {
    return quoted(line).stream()
        .map(name -> name.replaceFirst("[.(].*", ""))
        .filter(name -> TYPE.matcher(name).matches())
        .filter(name -> !name.startsWith("Xxx") && !NOT_OURS.contains(name))
        .toList();
  }

  /** Those of Java, nested ones included, and the modules of the web packages. */
  private static Set<String> types() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String path : RepositoryFiles.paths()) {
      if (path.endsWith(".java")) {
        Matcher declared = DECLARED.matcher(Files.readString(ROOT.resolve(path)));
        while (declared.find()) {
          types.add(declared.group(1));
        }
      } else if (path.endsWith(".js") || path.endsWith(".jsx")) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        types.add(file.substring(0, file.lastIndexOf('.')));
      }
    }
    return types;
  }

  @Test
  void a_reader_finds_what_the_field_calls_it() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String path : RepositoryFiles.paths()) {
      if (path.startsWith("docs/") && path.endsWith(".md")) {
        all.append(Files.readString(ROOT.resolve(path)).toLowerCase(Locale.ROOT));
      }
    }
    assertThat(all)
        .contains(
            "rate limiter",
            "dead letter",
            "circuit breaker",
            "graceful shutdown",
            "scheduled task",
            "timing attack",
            "idempotency key",
            "transactional outbox",
            "permission",
            "access token",
            "status callback");
  }

  @Test
  void decision_records_have_one_form_and_are_in_the_index() throws IOException {
    Pattern form =
        Pattern.compile(
            "# (\\d+)\\. [^\n]+\n\n- Status: (accepted|superseded by [^\n]+)\n"
                + "- Date: (20\\d\\d-\\d\\d-\\d\\d)\n\n## Context\n.+"
                + "\n## Decision\n.+\n## Consequences\n.+",
            Pattern.DOTALL);
    String index = Files.readString(RECORDS.resolve("README.md"));
    List<String> wrong = new ArrayList<>();
    Set<String> numbers = new TreeSet<>();
    List<Path> records;
    try (Stream<Path> files = Files.list(RECORDS)) {
      records = files.filter(file -> !file.endsWith("README.md")).sorted().toList();
    }
    for (Path record : records) {
      String name = record.getFileName().toString();
      String text = Files.readString(record);
      Matcher matcher = form.matcher(text);
      long length = text.lines().count();
      if (!matcher.matches() || length < 8 || length > 25) {
        wrong.add(name);
      } else {
        String number = matcher.group(1);
        assertThat(name).startsWith("%04d-".formatted(Integer.parseInt(number)));
        assertThat(numbers.add(number)).as(name).isTrue();
        String title = text.lines().findFirst().orElseThrow().substring(number.length() + 4);
        assertThat(index)
            .contains("| %s | [%s](%s) | %s |".formatted(number, title, name, matcher.group(3)));
      }
    }
    assertThat(records).hasSizeGreaterThan(25);
    assertThat(wrong).isEmpty();
  }
}
