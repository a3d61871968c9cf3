package app.pizoo.switchboard.distribution;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The files of the repository, without those that a build makes. */
final class RepositoryFiles {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> GENERATED =
      Set.of(".git", "target", "node_modules", "data", "dist", "served");

  private RepositoryFiles() {}

  /** All files, sorted. */
  static List<Path> all() throws IOException {
    return walk(false);
  }

  /** All files and folders, relative to the root, sorted; folders end with a slash. */
  static Set<String> paths() throws IOException {
    Set<String> paths = new TreeSet<>();
    for (Path path : walk(true)) {
      paths.add(ROOT.relativize(path) + (Files.isDirectory(path) ? "/" : ""));
    }
    return paths;
  }

  /** The Java sources of all modules, without those of tests. */
  static List<Path> javaOfModules() throws IOException {
    return matching(
        file -> file.toString().endsWith(".java") && file.toString().contains("/src/main/java/"));
  }

  static List<Path> matching(Predicate<Path> wanted) throws IOException {
    return all().stream().filter(wanted).toList();
  }

  private static List<Path> walk(boolean withFolders) throws IOException {
    Set<Path> found = new TreeSet<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (GENERATED.contains(folder.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (withFolders) {
              found.add(folder);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(found);
  }
}
