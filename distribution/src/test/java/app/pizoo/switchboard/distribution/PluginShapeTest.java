package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every plugin has the same roles, and its routes know the service alone. */
class PluginShapeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String BOX = "plugin-mock";
  private static final Pattern FIELD =
      Pattern.compile("(?m)^  private final (?:Optional<)?(\\w+)>? \\w+;$");
  private static final Pattern STORAGE =
      Pattern.compile("\\b(Database|Sql|Outbox\\.Entry|TwilioClient|\\w+Gateway)\\b");

  static List<Path> plugins() throws IOException {
    List<Path> plugins = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(ROOT, "plugin-*")) {
      for (Path folder : folders) {
        if (!folder.endsWith(BOX) && Files.isDirectory(folder.resolve("src/main/java"))) {
          plugins.add(folder);
        }
      }
    }
    return plugins;
  }

  private static String prefix(Path plugin) {
    String name = plugin.getFileName().toString().substring("plugin-".length());
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static String source(Path plugin, String type) throws IOException {
    try (Stream<Path> files = Files.walk(plugin.resolve("src/main/java"))) {
      Path file =
          files
              .filter(path -> path.endsWith(type + ".java"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(plugin.getFileName() + " has no " + type));
      return Files.readString(file);
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void has_the_roles_of_every_plugin(Path plugin) throws IOException {
    for (String role :
        List.of("Plugin", "Routes", "Service", "Gateway", "RateLimits", "Metrics", "Schema")) {
      assertThat(source(plugin, prefix(plugin) + role)).as(role).isNotEmpty();
    }
  }

  /**
   * The archive holds every plugin; its licenses, its SBOM and GuardsTest know dependencies only.
   */
  @ParameterizedTest
  @MethodSource("plugins")
  void is_a_dependency_of_the_distribution(Path plugin) throws IOException {
    assertThat(Files.readString(ROOT.resolve("distribution/pom.xml")))
        .contains("<artifactId>" + plugin.getFileName() + "</artifactId>");
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void routes_talk_to_the_service_alone(Path plugin) throws IOException {
    String routes = source(plugin, prefix(plugin) + "Routes");
    assertThat(STORAGE.matcher(routes).results().map(result -> result.group()))
        .as("storage and gateways in the routes")
        .isEmpty();
    for (String type : FIELD.matcher(routes).results().map(field -> field.group(1)).toList()) {
      try (Stream<Path> files = Files.walk(plugin.resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
          assertThat(
                  type.equals(prefix(plugin) + "Service")
                      || !STORAGE.matcher(Files.readString(file)).find())
              .as("a field of type " + type)
              .isTrue();
        }
      }
    }
  }
}
