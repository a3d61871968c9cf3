package app.pizoo.switchboard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.spi.Plugin;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the public types and members that are published for authors of plugins with what is
 * written down.
 */
class ApiSurfaceTest {
  private static final Path WRITTEN_DOWN = Path.of("src/test/resources/api.txt");
  private static final Path FOUND = Path.of("target/api.txt");

  /** One type of each published artifact, in the package that has all others below it. */
  private static final List<Class<?>> PUBLISHED =
      List.of(Plugin.class, TestServer.class, MovableClock.class);

  @Test
  void the_published_api_is_the_one_that_is_written_down() throws Exception {
    Set<String> found = surface();
    Files.createDirectories(Path.of("target"));
    Files.write(FOUND, found);
    assertThat(found)
        .as("to accept a change: cp core/testing/%s core/testing/%s".formatted(FOUND, WRITTEN_DOWN))
        .containsExactlyElementsOf(Files.readAllLines(WRITTEN_DOWN));
  }

  private static Set<String> surface() throws IOException, URISyntaxException {
    Set<String> lines = new TreeSet<>();
    for (Class<?> one : PUBLISHED) {
      Path home = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(home)) {
        describe(home, one.getPackageName(), lines);
      } else {
        try (FileSystem jar = FileSystems.newFileSystem(home)) {
          describe(jar.getPath("/"), one.getPackageName(), lines);
        }
      }
    }
    return lines;
  }

  private static void describe(Path home, String root, Set<String> lines) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve(root.replace('.', '/')))) {
      files
          .map(file -> home.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.replace('/', '.').substring(0, file.length() - ".class".length()))
          .forEach(name -> describe(load(name), lines));
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, Plugin.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void describe(Class<?> type, Set<String> lines) {
    if (!isPublic(type)) {
      return;
    }
    String name = type.getName();
    lines.add(name + " : " + type.toGenericString());
    for (Method method : type.getDeclaredMethods()) {
      if (isApi(method.getModifiers()) && !method.isSynthetic()) {
        lines.add(name + " > " + method.toGenericString());
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (isApi(constructor.getModifiers()) && !constructor.isSynthetic()) {
        lines.add(name + " > " + constructor.toGenericString());
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isApi(field.getModifiers()) && !field.isSynthetic()) {
        lines.add(name + " > " + field.toGenericString());
      }
    }
  }

  private static boolean isPublic(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    return Modifier.isPublic(type.getModifiers())
        && !type.isAnonymousClass()
        && (outer == null || isPublic(outer));
  }

  private static boolean isApi(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
