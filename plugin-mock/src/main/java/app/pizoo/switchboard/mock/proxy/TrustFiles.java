package app.pizoo.switchboard.mock.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The box's authority in the forms in which programs take authorities. All forms but {@code ca.pem}
 * replace a program's list of authorities, and so contain the public ones too. Nothing is
 * installed: only programs that are started with these files trust the box.
 *
 * @param folder beside the authority's key
 * @param authority the authority's certificate
 */
record TrustFiles(Path folder, X509Certificate authority) {
  /** Protects nothing, since certificates are public; Java's own list has the same. */
  static final String STORE_PASSWORD = "changeit";

  /** Nothing here is secret, and a program may run as another user. */
  private static final FileAttribute<?> READABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  /** The list that {@code requests} for Python trusts, which no variable can replace. */
  private static final String CERTIFI =
      """
      # The box's authority and the public ones, in place of the package of this name.
      import os


      def where():
          return os.path.join(os.path.dirname(os.path.abspath(__file__)), "cacert.pem")


      def contents():
          with open(where(), encoding="ascii") as file:
              return file.read()
      """;

  Path certificate() {
    return folder.resolve("ca.pem");
  }

  Path bundle() {
    return folder.resolve("bundle.pem");
  }

  Path javaStore() {
    return folder.resolve("truststore.p12");
  }

  /** A folder for {@code PYTHONPATH}. */
  Path python() {
    return folder.resolve("python");
  }

  /** A folder for {@code PHP_INI_SCAN_DIR}. */
  Path php() {
    return folder.resolve("php");
  }

  /** The hash of the authority's key, in the form that Chromium takes. */
  String spki() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(authority.getPublicKey().getEncoded());
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes all of them. */
  void write() throws IOException {
    try {
      List<X509Certificate> all = new ArrayList<>(publicAuthorities());
      all.add(authority);
      StringBuilder pem = new StringBuilder();
      for (X509Certificate one : all) {
        pem.append(Pem.of(one));
      }
      byte[] bundle = pem.toString().getBytes(UTF_8);
      replace(certificate(), Pem.of(authority).getBytes(UTF_8));
      replace(bundle(), bundle);
      replace(javaStore(), store(all));
      replace(python().resolve("certifi/__init__.py"), CERTIFI.getBytes(UTF_8));
      replace(python().resolve("certifi/cacert.pem"), bundle);
      replace(php().resolve("switchboard-box.ini"), ini().getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String ini() {
    return "curl.cainfo=\"%1$s\"\nopenssl.cafile=\"%1$s\"\n".formatted(bundle());
  }

  private static byte[] store(List<X509Certificate> all)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (X509Certificate one : all) {
      store.setCertificateEntry("authority " + store.size(), one);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, STORE_PASSWORD.toCharArray());
    return bytes.toByteArray();
  }

  private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        return List.of(known.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  /** A program that starts meanwhile reads the old file or the new one. */
  private static void replace(Path file, byte[] content) throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = Files.createTempFile(folder, "trust", ".new", READABLE);
    try {
      Files.write(draft, content);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
