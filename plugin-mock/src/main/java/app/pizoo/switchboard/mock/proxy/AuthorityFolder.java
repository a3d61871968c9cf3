package app.pizoo.switchboard.mock.proxy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps the authority in a folder, so that programs that trust it do so after a restart too. The
 * key never leaves the folder, and its file is readable by its owner only.
 *
 * @param folder created with the authority
 */
record AuthorityFolder(Path folder) {
  /** Long before its end a new one is made: programs are started with its certificate. */
  private static final Duration RENEWED_BEFORE = Duration.ofDays(100);

  private static final String OWNER_ONLY = "rw-------";

  private Path keyFile() {
    return folder.resolve("ca.key");
  }

  /**
   * Returns the authority; created if there is none, or if it ends soon.
   *
   * @throws IOException if it can be neither read nor created
   */
  CertificateAuthority open(Instant now) throws IOException {
    try {
      Optional<CertificateAuthority> found = read();
      if (found.isPresent()) {
        Instant end = found.get().certificate().getNotAfter().toInstant();
        if (now.isBefore(end.minus(RENEWED_BEFORE))) {
          return found.get();
        }
        Files.delete(keyFile());
      }
      write(CertificateAuthority.create(now));
      return read().orElseThrow(() -> new NoSuchFileException(keyFile().toString()));
    } catch (GeneralSecurityException e) {
      throw new IOException("not a key and a certificate: " + keyFile(), e);
    }
  }

  private Optional<CertificateAuthority> read() throws IOException, GeneralSecurityException {
    try {
      String text = Files.readString(keyFile());
      return Optional.of(new CertificateAuthority(Pem.key(text), Pem.certificate(text)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(CertificateAuthority authority) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    // Written to another file and linked into place, so that no process sees half of it.
    Path draft =
        Files.createTempFile(
            folder,
            "ca",
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    try {
      Files.writeString(draft, Pem.of(authority.key()) + Pem.of(authority.certificate()));
      Files.createLink(keyFile(), draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its authority is used.
    } catch (UnsupportedOperationException e) {
      Files.move(draft, keyFile(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
