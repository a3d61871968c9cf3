package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The key for app tokens that development creates once and keeps in its data folder. */
public final class DevelopmentKey {
  private static final String LABEL = "key of dev";
  private final Path file;

  /**
   * @param data the data folder of development
   */
  public DevelopmentKey(Path data) {
    this.file = data.resolve("jwt.key");
  }

  /** The key as a source, if it exists. */
  public Optional<SettingSource> find() throws IOException {
    try {
      return Optional.of(source(Files.readString(file).strip()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The key as a source; created if there is none. */
  public SettingSource findOrMake() throws IOException {
    Optional<SettingSource> found = find();
    if (found.isPresent()) {
      return found.get();
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    // Written to another file and linked into place, so that no process sees half a key.
    Path draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            "jwt",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(draft, HexFormat.of().formatHex(bytes));
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its key is used.
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
    return find().orElseThrow(() -> new NoSuchFileException(file.toString()));
  }

  /** A placeholder for a key that does not exist yet, for commands that change nothing. */
  static SettingSource pretended() {
    return new SettingSource(LABEL + ", created at its first start", texts("0".repeat(64)));
  }

  private static SettingSource source(String key) {
    return new SettingSource(LABEL, texts(key));
  }

  private static Map<String, String> texts(String key) {
    return Map.of(KernelSettings.JWT_SECRET.name(), key);
  }
}
