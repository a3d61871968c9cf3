package app.pizoo.switchboard.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The error codes that the servers of this process returned, in the file that {@value #PROPERTY}
 * names: one line such as {@code GET /path: code} for each. Together with the OpenAPI parts it
 * shows which documented codes no test provokes. Without the property nothing is written.
 */
final class ObservedCodesFile {
  static final String PROPERTY = "switchboard.observed.codes";

  // All of this process: each write replaces what an earlier run left.
  private static final Set<String> CODES = new TreeSet<>();

  private ObservedCodesFile() {}

  /** Adds lines; called when a server closes, by any thread. */
  static void add(Collection<String> lines) {
    Optional.ofNullable(System.getProperty(PROPERTY))
        .ifPresent(file -> write(Path.of(file), lines));
  }

  private static synchronized void write(Path file, Collection<String> lines) {
    CODES.addAll(lines);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, CODES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
