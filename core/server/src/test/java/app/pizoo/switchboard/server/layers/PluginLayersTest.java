package app.pizoo.switchboard.server.layers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLayersTest {
  static final String SHARED =
      """
      package tiny.shared;
      import app.pizoo.switchboard.spi.*;
      import app.pizoo.switchboard.spi.http.*;
      import app.pizoo.switchboard.spi.storage.*;
      import java.util.*;
      public class Tiny implements SharedService {
        public PluginInfo info() { return new PluginInfo("shared", "tiny"); }
        public List<Setting<?>> settings() {
          return List.of(Setting.of("TINY_SHARED", SettingType.text(), "Shared."));
        }
        public RunningService start(PluginContext context) { return () -> Map.of(); }
      }
      """;

  @TempDir Path folder;
  private Product product;
  private Path plugins;

  @BeforeEach
  void make_folders() throws Exception {
    product = new Product(Files.createDirectory(folder.resolve("home")));
    plugins = product.folder("plugins");
  }

  private Product.Outcome run(String... arguments) throws Exception {
    return product.run(Map.of(), arguments);
  }

  private static TinyModule sharedService() {
    return TinyModule.named(
            "tiny.shared",
            "requires transitive app.pizoo.switchboard.spi; exports tiny.shared;"
                + " provides app.pizoo.switchboard.spi.SharedService with tiny.shared.Tiny;")
        .with("tiny.shared.Tiny", SHARED);
  }

  private static String declares(String setting) {
    return "public List<Setting<?>> settings() { return List.of(Setting.of(\"%s\", SettingType.text(), \"x\")); }"
        .formatted(setting);
  }

  @Test
  void everything_that_cannot_be_used_is_named_at_once_with_its_file() throws Exception {
    TinyModule.named("tiny.none", "")
        .with("none.A", "package none; class A {}")
        .jar(plugins.resolve("a.jar"));
    Path absent = TinyModule.named("tiny.absent", "").jar(folder.resolve("home/absent.jar"));
    TinyModule.plugin("b", "requires tiny.absent;", "")
        .compiledAgainst(absent)
        .jar(plugins.resolve("b.jar"));
    Files.writeString(plugins.resolve("c.jar"), "garbage");
    Files.writeString(plugins.resolve("d.txt"), "notes");
    TinyModule.plugin("e", "", "public Tiny() { throw new IllegalStateException(\"no\\nway\"); }")
        .jar(plugins.resolve("e.jar"));
    TinyModule.plugin("f", "", "").jar(plugins.resolve("f1.jar"));
    TinyModule.plugin("f", "", "").jar(plugins.resolve("f2.jar"));
    TinyModule.plugin("g", "", declares("TINY_SAME")).jar(plugins.resolve("g.jar"));
    TinyModule.plugin("h", "", declares("TINY_SAME")).jar(plugins.resolve("h.jar"));
    TinyModule.plugin("i", "", "{ } public Schema schema() { return Schema.none(); }")
        .jar(plugins.resolve("i/i.jar"));
    TinyModule.named("tiny.other", "exports tiny.i;")
        .with("tiny.i.Other", "package tiny.i; class Other {}")
        .jar(plugins.resolve("i/other.jar"));
    Files.createDirectory(plugins.resolve("j"));
    TinyModule.plugin("k", "", "")
        .with("tiny.k.Bad", "package tiny.k; class Bad {}")
        .jar(plugins.resolve("k.jar"));
    TinyModule.plugin(
            "l",
            "",
            "public List<RateLimit> rateLimits() { return List.of(); } { if (id.length() == 1)"
                + " throw new NoClassDefFoundError(\"gone\"); }")
        .jar(plugins.resolve("l.jar"));
    Files.writeString(plugins.resolve(".hidden"), "");

    Product.Outcome outcome = run("serve");

    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err().lines())
        .anyMatch(line -> line.contains("plugins/a.jar holds no plugin"))
        .anyMatch(line -> line.contains("plugins/b.jar needs the module tiny.absent"))
        .anyMatch(line -> line.contains("plugins/c.jar cannot be read as a jar"))
        .anyMatch(line -> line.contains("plugins/d.txt is not a jar"))
        .anyMatch(line ->
            line.contains("plugins/e.jar: creating its provider failed")
                && line.contains("IllegalState"))
        .anyMatch(
            line -> line.contains("plugins/f1.jar and plugins/f2.jar") && line.contains("id f"))
        .anyMatch(
            line -> line.contains("plugins/g.jar and plugins/h.jar") && line.contains("TINY_SAME"))
        .anyMatch(line -> line.contains("plugins/i conflicts") && line.contains("tiny.i"))
        .anyMatch(line -> line.contains("plugins/j holds no jar"))
        .anyMatch(line ->
            line.contains("plugins/l.jar: creating its provider failed") && line.contains("gone"))
        .anyMatch(line -> line.contains("SWITCHBOARD_POLICY is not set"))
        .noneMatch(line -> line.contains("plugins/k.jar") || line.contains(".hidden"))
        .allMatch(line -> line.startsWith("  - ") || line.endsWith("problems to fix:"));
  }

  @Test
  void plugins_with_different_versions_of_one_library_live_side_by_side() throws Exception {
    for (String id : List.of("one", "two")) {
      Path library =
          TinyModule.named("tiny.library", "exports library;")
              .with(
                  "library.L",
                  "package library; public class L { public static String v() { return \"of-%s\"; } }"
                      .formatted(id))
              .jar(plugins.resolve(id + "/library.jar"));
      TinyModule.plugin(id, "requires tiny.library;", "{ id = library.L.v(); }")
          .compiledAgainst(library)
          .jar(plugins.resolve(id + "/plugin.jar"));
    }
    Files.writeString(product.folder("lib").resolve("x.jar"), "never read, as nobody needs it");

    Product.Outcome outcome = run("plugins");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .containsPattern("of-one .*plugins/one")
        .containsPattern("of-two .*plugins/two");
  }

  @Test
  void a_shared_service_counts_only_where_a_plugin_reads_its_module() throws Exception {
    Path shared = sharedService().jar(product.folder("lib").resolve("shared.jar"));
    Path beside =
        TinyModule.named("tiny.beside", "exports beside;")
            .with("beside.B", "package beside; public class B {}")
            .jar(product.folder("lib").resolve("beside.jar"));
    TinyModule.plugin(
            "reader", "requires tiny.beside;", "public beside.B b() { return new beside.B(); }")
        .compiledAgainst(beside)
        .jar(plugins.resolve("reader.jar"));
    assertThat(run("config").out()).doesNotContain("TINY_SHARED");

    TinyModule.plugin(
            "user",
            "requires tiny.shared;",
            "public Class<?> c() { return tiny.shared.Tiny.class; }")
        .compiledAgainst(shared)
        .jar(plugins.resolve("user.jar"));
    Product.Outcome outcome = product.run(Map.of("TINY_SHARED", "hello"), "config");
    assertThat(outcome.out()).containsPattern("TINY_SHARED +hello +environment +Shared.");
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void dev_services_are_commands_and_production_never_looks_at_their_folder() throws Exception {
    TinyModule.named(
            "tiny.box",
            "requires app.pizoo.switchboard.spi; provides app.pizoo.switchboard.spi.DevService with"
                + " tiny.box.Tiny;")
        .with(
            "tiny.box.Tiny",
            """
            package tiny.box;
            import app.pizoo.switchboard.spi.*;
            import app.pizoo.switchboard.spi.http.*;
            import app.pizoo.switchboard.spi.storage.*;
            import java.util.*;
            public class Tiny implements DevService {
              public PluginInfo info() { return new PluginInfo("tinybox", "a tiny box"); }
              public Set<String> yieldsTo() { return Set.of("TINY_ACCOUNT"); }
              public Set<String> supplies() { return Set.of("TINY_ACCOUNT"); }
              public RunningDevService start(DevServiceContext c) { throw new IllegalStateException("stuck"); }
            }
            """)
        .jar(product.folder("dev").resolve("box.jar"));
    TinyModule.plugin(
            "asker",
            "",
            declares("TINY_ACCOUNT")
                + "public List<Requirement> requirements() { return List.of(Requirement.allOf(\"to"
                + " ask\", \"TINY_ACCOUNT\")); }")
        .jar(plugins.resolve("asker.jar"));

    assertThat(run("help").out()).contains("tinybox");
    assertThat(run("config", "--dev").out()).containsPattern("TINY_ACCOUNT +\\S.*dev service");
    assertThat(run("plugins").out()).containsPattern("asker .*not set: TINY_ACCOUNT");
    Product.Outcome alone = run("tinybox");
    assertThat(alone.exitCode()).isEqualTo(3);
    assertThat(alone.err()).contains("dev/box.jar could not start: IllegalStateException: stuck");

    Files.writeString(product.folder("dev").resolve("box.jar"), "garbage");
    assertThat(run("plugins").exitCode()).isZero();
    Product.Outcome development = run("plugins", "--dev");
    assertThat(development.exitCode()).isEqualTo(3);
    assertThat(development.err()).contains("dev/box.jar cannot be read as a jar");
  }
}
