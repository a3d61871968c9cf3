package app.pizoo.switchboard.server.layers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One jar, or one folder of jars, that becomes a module layer.
 *
 * @param file its path, in the product's folder such as {@code plugins/plugin-x.jar}
 * @param modules finds the modules in it
 */
record PluginArtifact(String file, ModuleFinder finder, Set<ModuleReference> modules) {

  /**
   * The artifacts of a folder, sorted by name, without hidden files.
   *
   * @param label the folder's name for operators
   */
  static List<PluginArtifact> in(Path folder, String label, List<String> problems) {
    List<PluginArtifact> artifacts = new ArrayList<>();
    for (Path entry : entries(folder, problems)) {
      String file = label + "/" + entry.getFileName();
      int before = problems.size();
      ModuleFinder finder = ModuleFinder.of(entry);
      if (Files.isDirectory(entry)) {
        List<Path> jars = entries(entry, problems);
        jars.forEach(
            jar -> readable(file + "/" + jar.getFileName(), ModuleFinder.of(jar), problems));
        if (jars.isEmpty()) {
          problems.add(file + " holds no jar; remove the folder or fill it");
        }
      } else {
        readable(file, finder, problems);
      }
      if (problems.size() == before) {
        add(file, finder, artifacts, problems);
      }
    }
    return artifacts;
  }

  /** A folder of jars as one artifact. */
  static List<PluginArtifact> of(Path folder, List<String> problems) {
    List<PluginArtifact> artifacts = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      add(folder.getFileName() + "/", ModuleFinder.of(folder), artifacts, problems);
    }
    return artifacts;
  }

  private static void add(
      String file, ModuleFinder finder, List<PluginArtifact> artifacts, List<String> problems) {
    try {
      artifacts.add(new PluginArtifact(file, finder, finder.findAll()));
    } catch (FindException e) {
      problems.add(file + " cannot be used: " + ModuleErrors.reason(e));
    }
  }

  /** Reads a jar; its finder keeps what it read, because that takes a part of the start. */
  private static void readable(String file, ModuleFinder jar, List<String> problems) {
    if (!file.endsWith(".jar")) {
      problems.add(file + " is not a jar; move it elsewhere");
      return;
    }
    try {
      if (jar.findAll().isEmpty()) {
        problems.add(file + " is not a jar, or an empty one; replace it");
      }
    } catch (FindException e) {
      problems.add(file + " cannot be read as a jar; replace it (" + ModuleErrors.reason(e) + ")");
    }
  }

  private static List<Path> entries(Path folder, List<String> problems) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      problems.add("the folder " + folder + " cannot be read: " + ModuleErrors.reason(e));
    }
    return entries.stream()
        .filter(entry -> !entry.getFileName().toString().startsWith("."))
        .sorted()
        .toList();
  }

  /** The names of its modules. */
  Set<String> names() {
    return modules.stream()
        .map(module -> module.descriptor().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The names of required modules that it does not contain. */
  Set<String> needs() {
    Set<String> needs =
        modules.stream()
            .flatMap(module -> module.descriptor().requires().stream())
            .filter(r -> !r.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
            .map(ModuleDescriptor.Requires::name)
            .collect(Collectors.toCollection(TreeSet::new));
    needs.removeAll(names());
    return needs;
  }
}
