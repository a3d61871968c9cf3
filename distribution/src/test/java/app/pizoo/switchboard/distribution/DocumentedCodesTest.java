package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Each error code that a plugin documents for a route is provoked by one of the plugin's tests,
 * over HTTP. The other direction, a code that is returned and not documented, fails the test that
 * provokes it. Codes of guards are not listed in the parts; {@link GuardsTest} has them.
 */
class DocumentedCodesTest {
  /** Written by the test servers of a module; see its {@code pom.xml}. */
  private static final String OBSERVED = "target/observed-codes.txt";

  static List<Path> parts() throws IOException {
    List<Path> parts =
        RepositoryFiles.matching(
            file -> file.endsWith("openapi.yaml") && plugin(file).toString().startsWith("plugin-"));
    assertThat(parts).hasSizeGreaterThanOrEqualTo(4);
    return parts;
  }

  /** The module of a file. */
  private static Path plugin(Path file) {
    return RepositoryFiles.ROOT.relativize(file).getName(0);
  }

  @ParameterizedTest
  @MethodSource("parts")
  void every_documented_code_of_a_route_is_provoked_by_a_test(Path part) throws IOException {
    Path observed = RepositoryFiles.ROOT.resolve(plugin(part)).resolve(OBSERVED);
    assumeTrue(
        Files.exists(observed) || "true".equals(System.getenv("SWITCHBOARD_TESTS_REQUIRED")),
        () -> "the tests of " + plugin(part) + " have not run: run those of all modules");
    assertThat(Files.readAllLines(observed))
        .as("codes that the tests of %s provoke; run all of them after a change", plugin(part))
        .containsAll(documented(part));
  }

  /** Lines such as {@code GET /path: code}. */
  private static Set<String> documented(Path part) throws IOException {
    Set<String> codes = new TreeSet<>();
    Load yaml = new Load(LoadSettings.builder().build());
    Map<?, ?> whole = (Map<?, ?>) yaml.loadFromString(Files.readString(part));
    ((Map<?, ?>) whole.get("paths"))
        .forEach((path, item) ->
            ((Map<?, ?>) item)
                .forEach((method, operation) -> {
                  String route = method.toString().toUpperCase(Locale.ROOT) + " " + path;
                  if (((Map<?, ?>) operation).get("x-problem-codes") instanceof List<?> listed) {
                    listed.forEach(code -> codes.add(route + ": " + code));
                  }
                }));
    assertThat(codes).as("documented in %s", part).isNotEmpty();
    return codes;
  }
}
