package app.pizoo.switchboard.server.layers;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles a few lines of source into a jar. */
final class TinyModule {
  private final Map<String, String> sources = new LinkedHashMap<>();
  private final List<Path> needed = new ArrayList<>();

  /** A module with a descriptor. */
  static TinyModule named(String name, String directives) {
    return new TinyModule()
        .with(
            "module-info",
            "module " + name + " { requires static org.jspecify; " + directives + " }");
  }

  /** A module that provides a plugin: {@code body} may override what it likes. */
  static TinyModule plugin(String id, String directives, String body) {
    String type = "tiny." + id + ".Tiny";
    return named(
            "tiny." + id,
            "requires app.pizoo.switchboard.spi; provides app.pizoo.switchboard.spi.Plugin with "
                + type
                + "; "
                + directives)
        .with(
            type,
            """
            package tiny.%1$s;
            import app.pizoo.switchboard.spi.*;
            import app.pizoo.switchboard.spi.http.*;
            import app.pizoo.switchboard.spi.storage.*;
            import java.util.List;
            public class Tiny implements Plugin {
              public PluginInfo info() { return new PluginInfo(id, "tiny"); }
              private String id = "%1$s";
              public RunningPlugin start(PluginContext context) {
                return RunningPlugin.builder().build();
              }
              %2$s
            }
            """
                .formatted(id, body));
  }

  TinyModule with(String type, String source) {
    sources.put(type, source);
    return this;
  }

  /** Adds a jar that the sources need to compile, and that is not packed. */
  TinyModule compiledAgainst(Path jar) {
    needed.add(jar);
    return this;
  }

  /** Compiles and packs. */
  Path jar(Path file) {
    try {
      Path work = Files.createTempDirectory("tiny");
      List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", work + "/out", "-p"));
      List<String> path = new ArrayList<>(Product.modulePath());
      needed.forEach(jar -> path.add(jar.toString()));
      arguments.add(String.join(":", path));
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path java = work.resolve("src/" + source.getKey().replace('.', '/') + ".java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, source.getValue());
        arguments.add(java.toString());
      }
      compile(arguments);
      pack(work.resolve("out"), file);
      try (Stream<Path> left = Files.walk(work)) {
        for (Path entry : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(entry);
        }
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(List<String> arguments) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> files = arguments.stream().filter(a -> a.endsWith(".java")).toList();
    List<String> options = arguments.stream().filter(a -> !a.endsWith(".java")).toList();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      boolean fine =
          compiler
              .getTask(
                  said,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjects(files.toArray(String[]::new)))
              .call();
      if (!fine) {
        throw new IllegalStateException(said.toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pack(Path classes, Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> walk = Files.walk(classes)) {
      for (Path entry : walk.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(entry).toString()));
        Files.copy(entry, jar);
        jar.closeEntry();
      }
    }
  }
}
