package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Reads the sources of all modules: how their packages depend on each other, and what is public.
 */
class PackagesTest {
  private static final int MAX_FILES = 42;
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(app\\.pizoo\\.switchboard(?:\\.[a-z]\\w*)*)\\.([A-Z]\\w*).*;",
          Pattern.MULTILINE);
  private static final Pattern COMMENT =
      Pattern.compile("/\\*.*?\\*/|^\\s*//.*?$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:abstract |final |sealed |non-sealed )*(?:class|record|interface|enum) (\\w+)",
          Pattern.MULTILINE);

  /** Code of other people uses the types of these modules. */
  private static final Pattern OPEN_TO_ALL =
      Pattern.compile("(core/(spi|testing|fixtures)|examples/[^/]+|bench)/.*");

  /** The command line of the product starts here. */
  private static final String LAUNCHED = "app.pizoo.switchboard.server.cli.Main";

  private static final List<Source> SOURCES = new ArrayList<>();
  private static String modules = "";

  /**
   * A source of a module.
   *
   * @param imports what its code uses; a type that only a comment links to is left out
   */
  private record Source(
      String path, String pack, String type, boolean isPublic, String code, Set<String> imports) {
    static Source read(Path file) {
      String text;
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Matcher pack = PACKAGE.matcher(text);
      assertThat(pack.find()).as("%s names its package", file).isTrue();
      String code = COMMENT.matcher(text).replaceAll("");
      String body = IMPORT.matcher(code).replaceAll("");
      Matcher type = PUBLIC_TYPE.matcher(code);
      boolean isPublic = type.find();
      String name = file.getFileName().toString().replace(".java", "");
      return new Source(
          RepositoryFiles.ROOT.relativize(file).toString(),
          pack.group(1),
          name,
          isPublic,
          body,
          IMPORT
              .matcher(code)
              .results()
              .filter(found -> names(body, found.group(2)) || found.group().contains("static"))
              .map(PackagesTest::imported)
              .collect(Collectors.toCollection(TreeSet::new)));
    }

    String name() {
      return pack + "." + type;
    }
  }

  private static String imported(MatchResult found) {
    return found.group(1) + "." + found.group(2);
  }

  private static boolean names(String code, String type) {
    return Pattern.compile("\\b" + type + "\\b").matcher(code).find();
  }

  @BeforeAll
  static void read() throws IOException {
    for (Path module : RepositoryFiles.matching(each -> each.endsWith("module-info.java"))) {
      modules += Files.readString(module);
    }
    RepositoryFiles.javaOfModules().stream()
        .filter(file -> !file.endsWith("module-info.java"))
        .map(Source::read)
        .forEach(SOURCES::add);
    assertThat(SOURCES).hasSizeGreaterThan(400);
  }

  @Test
  void packages_do_not_depend_on_each_other_in_a_cycle() {
    Map<String, Set<String>> imports = new TreeMap<>();
    for (Source source : SOURCES) {
      Set<String> used = imports.computeIfAbsent(source.pack(), _ -> new TreeSet<>());
      source.imports().forEach(name -> used.add(name.substring(0, name.lastIndexOf('.'))));
      used.remove(source.pack());
    }
    List<String> cycles = new ArrayList<>();
    Set<String> done = new TreeSet<>();
    imports.keySet().forEach(name -> search(name, imports, new LinkedHashSet<>(), done, cycles));
    assertThat(imports).hasSizeGreaterThan(60);
    assertThat(cycles).isEmpty();
  }

  private static void search(
      String name,
      Map<String, Set<String>> imports,
      Set<String> path,
      Set<String> done,
      List<String> cycles) {
    if (path.contains(name)) {
      cycles.add(String.join(" -> ", path) + " -> " + name);
    } else if (!done.contains(name)) {
      path.add(name);
      imports
          .getOrDefault(name, Set.of())
          .forEach(used -> search(used, imports, path, done, cycles));
      path.remove(name);
      done.add(name);
    }
  }

  @Test
  void no_package_has_more_than_42_files() {
    Map<String, Long> sizes =
        SOURCES.stream().collect(Collectors.groupingBy(Source::pack, Collectors.counting()));
    assertThat(sizes)
        .allSatisfy((pack, size) -> assertThat(size).as(pack).isLessThanOrEqualTo(MAX_FILES));
  }

  @Test
  void a_type_is_public_only_where_another_package_uses_it() {
    Set<String> used =
        SOURCES.stream().flatMap(source -> source.imports().stream()).collect(Collectors.toSet());
    Stream<String> unused =
        SOURCES.stream()
            .filter(Source::isPublic)
            .filter(source -> !OPEN_TO_ALL.matcher(source.path()).matches())
            .filter(source -> !used.contains(source.name()) && !modules.contains(source.name()))
            .filter(source -> !isPartOfAnotherPublicType(source))
            .map(Source::name)
            .filter(name -> !name.equals(LAUNCHED));
    assertThat(unused).isEmpty();
  }

  /** Whether a public type of the same package names it in its own code, as a builder's results. */
  private static boolean isPartOfAnotherPublicType(Source source) {
    return SOURCES.stream()
        .filter(other -> other.isPublic() && !other.name().equals(source.name()))
        .filter(other -> other.pack().equals(source.pack()))
        .anyMatch(other -> names(other.code(), source.type()));
  }
}
