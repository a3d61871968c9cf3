package app.pizoo.switchboard.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the public types and members of the plugin API with what is written down. */
class ApiSurfaceTest {
  private static final Path WRITTEN_DOWN = Path.of("src/test/resources/api.txt");
  private static final Path FOUND = Path.of("target/api.txt");

  @Test
  void the_plugin_api_is_the_one_that_is_written_down() throws Exception {
    List<String> found = surface();
    Files.createDirectories(Path.of("target"));
    Files.write(FOUND, found);
    assertThat(found)
        .as("to accept a change: cp core/spi/%s core/spi/%s".formatted(FOUND, WRITTEN_DOWN))
        .isEqualTo(Files.readAllLines(WRITTEN_DOWN));
  }

  private static List<String> surface() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    TreeSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.walk(classes.resolve("app/pizoo/switchboard/spi"))) {
      files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.replace('/', '.').substring(0, file.length() - ".class".length()))
          .forEach(name -> describe(load(name), lines));
    }
    return List.copyOf(lines);
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
