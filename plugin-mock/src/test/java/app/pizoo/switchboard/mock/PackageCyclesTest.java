package app.pizoo.switchboard.mock;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the imports of the module's sources. */
class PackageCyclesTest {
  private static final int MAX_FILES = 42;
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(app\\.pizoo\\.switchboard\\.mock(?:\\.[a-z]\\w*)*)\\.[A-Z*]",
          Pattern.MULTILINE);

  private final Map<String, Set<String>> imports = new TreeMap<>();
  private final Map<String, Integer> sizes = new TreeMap<>();

  PackageCyclesTest() throws IOException {
    try (Stream<Path> files = Files.walk(sources())) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .forEach(this::read);
    }
  }

  private static Path sources() {
    Path module = Path.of("src/main/java");
    return Files.isDirectory(module) ? module : Path.of("plugin-mock").resolve(module);
  }

  private void read(Path file) {
    try {
      String text = Files.readString(file);
      Matcher name = PACKAGE.matcher(text);
      assertThat(name.find()).as("%s names its package", file).isTrue();
      sizes.merge(name.group(1), 1, Integer::sum);
      Set<String> used = imports.computeIfAbsent(name.group(1), _ -> new TreeSet<>());
      IMPORT.matcher(text).results().map(found -> found.group(1)).forEach(used::add);
      used.remove(name.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void packages_do_not_depend_on_each_other_in_a_cycle() {
    List<String> cycles = new ArrayList<>();
    imports.keySet().forEach(name -> search(name, new LinkedHashSet<>(), cycles));
    assertThat(imports).hasSizeGreaterThan(20);
    assertThat(cycles).isEmpty();
  }

  private void search(String name, Set<String> path, List<String> cycles) {
    if (!path.add(name)) {
      cycles.add(String.join(" -> ", path) + " -> " + name);
      return;
    }
    if (cycles.isEmpty()) {
      imports.getOrDefault(name, Set.of()).forEach(used -> search(used, path, cycles));
    }
    path.remove(name);
  }

  @Test
  void no_package_has_more_than_42_files() {
    assertThat(sizes.values()).allMatch(size -> size <= MAX_FILES);
  }

  @Test
  void only_the_entry_points_are_in_the_root_package() {
    assertThat(sizes).containsEntry("app.pizoo.switchboard.mock", 5);
  }
}
