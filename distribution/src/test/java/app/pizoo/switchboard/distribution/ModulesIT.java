package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each of our modules needs and offers changes only when somebody means it to. */
class ModulesIT {
  private static final Path WRITTEN_DOWN = Path.of("src/test/resources/modules.txt");
  private static final Path FOUND = Path.of("target/modules.txt");

  @Test
  void the_modules_need_and_offer_what_is_written_down() throws Exception {
    Path product = Path.of(System.getProperty("switchboard.product"));
    String found =
        ModuleFinder.of(
                Path.of(System.getProperty("switchboard.modules")),
                product.resolve("lib"),
                product.resolve("plugins"),
                product.resolve("dev"))
            .findAll()
            .stream()
            .map(module -> module.descriptor())
            .filter(module -> module.name().startsWith("app.pizoo.switchboard."))
            .map(ModulesIT::describe)
            .sorted()
            .collect(Collectors.joining("\n"));
    Files.writeString(FOUND, found);
    assertThat(found)
        .as(
            "If the change is meant, write it down:"
                + " cp distribution/target/modules.txt distribution/src/test/resources/modules.txt")
        .isEqualTo(Files.readString(WRITTEN_DOWN));
  }

  /** As {@code jar --describe-module} does, without versions and what stays inside. */
  private static String describe(ModuleDescriptor module) {
    Set<String> lines = new TreeSet<>();
    module.requires().stream()
        .filter(
            requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
        .forEach(
            requires -> lines.add("requires " + words(requires.modifiers()) + requires.name()));
    module.exports().forEach(it -> lines.add("exports " + it.source() + to(it.targets())));
    module.opens().forEach(it -> lines.add("opens " + it.source() + to(it.targets())));
    module.uses().forEach(service -> lines.add("uses " + service));
    module
        .provides()
        .forEach(it -> lines.add("provides " + it.service() + " with " + it.providers()));
    List<String> all = new ArrayList<>();
    all.add(words(module.modifiers()) + "module " + module.name());
    lines.forEach(line -> all.add("  " + line));
    return String.join("\n", all) + "\n";
  }

  private static String words(Set<? extends Enum<?>> modifiers) {
    return modifiers.stream()
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .sorted()
        .collect(Collectors.joining());
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }
}
