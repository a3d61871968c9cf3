package app.pizoo.switchboard.server.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator chooses plugins by settings, which survive an upgrade of the product's folder. */
class PluginSelectionTest {
  private static final String PLUGINS = "SWITCHBOARD_PLUGINS";
  private static final String FOLDER = "SWITCHBOARD_PLUGINS_FOLDER";

  @TempDir Path folder;
  private Product product;
  private Path own;

  @BeforeEach
  void open() throws Exception {
    product = new Product(Files.createDirectory(folder.resolve("home")));
    own = Files.createDirectory(folder.resolve("own"));
    TinyModule.plugin("one", "", "").jar(product.folder("plugins").resolve("one.jar"));
    TinyModule.plugin("two", "", "").jar(product.folder("plugins").resolve("two.jar"));
    TinyModule.plugin("three", "", "").jar(own.resolve("three.jar"));
  }

  private Product.Outcome plugins(String... pairs) throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      environment.put(pairs[i], pairs[i + 1]);
    }
    return product.run(environment, "plugins");
  }

  @Test
  void without_a_choice_all_shipped_plugins_run() throws Exception {
    assertThat(plugins().out()).contains("one", "two").doesNotContain("three", "off");
  }

  @Test
  void plugins_of_the_operators_folder_run_beside_the_shipped_ones() throws Exception {
    Product.Outcome outcome = plugins(FOLDER, own.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("plugins/one.jar", "plugins/two.jar", own.resolve("three.jar").toString());
  }

  @Test
  void a_plugin_that_is_not_listed_does_not_run() throws Exception {
    Product.Outcome outcome = plugins(FOLDER, own.toString(), PLUGINS, "two, three");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("plugins/two.jar", "three.jar")
        .doesNotContain("one.jar")
        .containsPattern("one +- +- +off: not in SWITCHBOARD_PLUGINS");
  }

  @Test
  void a_listed_plugin_that_is_not_there_prevents_the_start() throws Exception {
    Product.Outcome outcome = plugins(PLUGINS, "one,tow");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err())
        .contains("SWITCHBOARD_PLUGINS: there is no plugin tow; did you mean two?");
  }

  @Test
  void an_own_plugin_replaces_the_shipped_one_with_its_id() throws Exception {
    TinyModule.plugin("two", "", "").jar(own.resolve("two.jar"));
    Product.Outcome outcome = plugins(FOLDER, own.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(own.resolve("two.jar").toString())
        .doesNotContain("plugins/two.jar");
  }

  @Test
  void a_folder_that_is_gone_prevents_the_start() throws Exception {
    Product.Outcome outcome = plugins(FOLDER, folder.resolve("gone").toString());
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("SWITCHBOARD_PLUGINS_FOLDER: there is no folder");
  }

  @Test
  void a_plugin_that_does_not_run_needs_no_settings_of_its_services() throws Exception {
    Path shared =
        TinyModule.named(
                "tiny.shared",
                "requires transitive app.pizoo.switchboard.spi; exports tiny.shared;"
                    + " provides app.pizoo.switchboard.spi.SharedService with tiny.shared.Tiny;")
            .with("tiny.shared.Tiny", PluginLayersTest.SHARED)
            .jar(product.folder("lib").resolve("shared.jar"));
    TinyModule.plugin("user", "requires tiny.shared;", "Class<?> c = tiny.shared.Tiny.class;")
        .compiledAgainst(shared)
        .jar(product.folder("plugins").resolve("user.jar"));
    assertThat(product.run(Map.of(), "config").out()).contains("TINY_SHARED");
    assertThat(product.run(Map.of(PLUGINS, "one"), "config").out()).doesNotContain("TINY_SHARED");
  }
}
