package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plugin or dev service with a mistake is named by its file, with the documented exit code. */
@Timeout(300)
class BrokenPluginsIT {
  private static final int PLUGIN_FAILED = 3;
  private static final int PART_DIED = 7;

  private static final String TABLE = "CREATE TABLE broken_a (b INTEGER)";

  @TempDir Path folder;

  private Installation with(String migration, String start) throws IOException {
    Installation product = Installation.in(folder.resolve("product"));
    build(product.folder().resolve("plugins/broken.jar"), "Plugin", plugin(migration, start));
    return product;
  }

  private static String plugin(String migration, String start) {
    return """
    package broken;
    import app.pizoo.switchboard.spi.*;
    import app.pizoo.switchboard.spi.http.*;
    import app.pizoo.switchboard.spi.storage.*;
    import java.util.List;
    public class Broken implements Plugin {
      public PluginInfo info() { return new PluginInfo("broken", "for tests"); }
      public Schema schema() {
        return Schema.of(new Schema.Migration(1, "a table", List.of("%s")));
      }
      public RunningPlugin start(PluginContext context) {
        %s
      }
    }
    """
        .formatted(migration, start);
  }

  private void build(Path jar, String service, String source) throws IOException {
    ModuleJar.build(
        jar,
        Map.of(
            "module-info.java",
            """
            module broken {
              requires app.pizoo.switchboard.spi;
              provides app.pizoo.switchboard.spi.%s with broken.Broken;
            }
            """
                .formatted(service),
            "broken/Broken.java",
            source),
        System.getProperty("switchboard.modules"),
        folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "throw new AssertionError(\"no\"); | plugins/broken.jar could not start: AssertionError:"
            + " no",
        "return null; | plugins/broken.jar could not start: NullPointerException: start returned"
            + " null",
        "throw new StackOverflowError(); | plugins/broken.jar could not start: StackOverflowError",
        "throw new NoClassDefFoundError(\"a/B\"); |"
            + " plugins/broken.jar could not start: NoClassDefFoundError: a/B",
        "return RunningPlugin.builder().routes(routes -> routes.get(\"/a\", null, request ->"
            + " Response.noContent())).build(); | plugins/broken.jar could not start:"
            + " IllegalArgumentException: GET /a: the guard is null",
      })
  void a_plugin_that_cannot_start_is_named(String start, String finding) throws Exception {
    Installation.Result result = with(TABLE, start).run("dev");
    assertThat(result.exit()).as(result.all()).isEqualTo(PLUGIN_FAILED);
    assertThat(result.err()).contains("1 problem to fix:\n  - " + finding);
  }

  @Test
  void a_migration_that_fails_is_named() throws Exception {
    Installation.Result result =
        with("CREATE TABEL broken_a (b)", "return RunningPlugin.builder().build();").run("dev");
    assertThat(result.exit()).as(result.all()).isEqualTo(PLUGIN_FAILED);
    assertThat(result.err())
        .contains("  - plugins/broken.jar: Migration 1 of broken (a table) failed");
  }

  @Test
  void twenty_thousand_routes_are_served() throws Exception {
    Installation product =
        with(
            TABLE,
            """
            return RunningPlugin.builder().routes(routes -> {
              for (int i = 0; i < 20_000; i++) {
                routes.get("/r" + i + "/{id}", context.guards().open(), r -> Response.noContent());
              }
            }).build();
            """);
    try (RunningServer server = product.start("dev")) {
      for (int i : new int[] {0, 19_999}) {
        URI uri = URI.create(server.api() + "/r" + i + "/x");
        assertThat(server.get(uri).statusCode()).isEqualTo(204);
      }
    }
  }

  @Test
  void a_dev_service_that_runs_alone_and_dies_ends_with_a_code_that_is_restarted()
      throws Exception {
    Installation product = Installation.in(folder.resolve("product"));
    build(
        product.folder().resolve("dev/broken.jar"),
        "DevService",
        """
        package broken;
        import app.pizoo.switchboard.spi.*;
        import java.util.*;
        public class Broken implements DevService {
          public PluginInfo info() { return new PluginInfo("broken", "for tests"); }
          public Set<String> yieldsTo() { return Set.of(); }
          public Set<String> supplies() { return Set.of(); }
          public RunningDevService start(DevServiceContext context) {
            return new RunningDevService() {
              public Map<String, String> values() { return Map.of(); }
              public java.net.URI address() { return java.net.URI.create("http://localhost"); }
              public void describe(java.io.PrintStream out) { out.println("runs"); }
              public boolean isAlive() { return false; }
              public void close() {}
            };
          }
        }
        """);
    Installation.Result result = product.run("broken");
    assertThat(result.exit()).as(result.all()).isEqualTo(PART_DIED);
    assertThat(result.out()).isEqualTo("runs\n");
    assertThat(result.err()).contains("died: broken;");
  }
}
