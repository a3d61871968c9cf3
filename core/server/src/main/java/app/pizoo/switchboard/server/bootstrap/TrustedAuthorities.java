package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.findings.Finding;
import app.pizoo.switchboard.server.findings.StartFailure;
import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Private authorities that the operator trusts beside the public ones. */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * Trusts them in every TLS connection that this process opens from now on. Call it before the
   * first client is created: clients keep the context that they find.
   *
   * @throws StartFailure if the file cannot be used
   */
  public static void install(Settings settings) {
    Optional<Path> file = settings.find(KernelSettings.CA_CERTIFICATES);
    if (file.isEmpty()) {
      return;
    }
    try {
      SSLContext context = context(file.get());
      SSLContext.setDefault(context);
      // Keys of the identity provider are fetched by this older client.
      HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
    } catch (IOException | GeneralSecurityException e) {
      throw new StartFailure(List.of(unusable(file.get())));
    }
  }

  /** Checks the file, if one is set; changes nothing. */
  static List<Finding> look(Settings settings) {
    return settings.find(KernelSettings.CA_CERTIFICATES).stream()
        .flatMap(TrustedAuthorities::problem)
        .toList();
  }

  private static Stream<Finding> problem(Path file) {
    try {
      context(file);
      return Stream.empty();
    } catch (IOException | GeneralSecurityException e) {
      return Stream.of(unusable(file));
    }
  }

  private static Finding unusable(Path file) {
    return new Finding(
        Finding.Kind.SETTINGS,
        KernelSettings.CA_CERTIFICATES.name() + ": cannot read certificates from " + file);
  }

  /**
   * The address of PostgreSQL. Its driver verifies certificates with a file of its own ({@code
   * sslrootcert}) and only if the address demands that ({@code sslmode=verify-full}).
   */
  static Optional<String> databaseUrl(Settings settings) {
    return settings
        .find(KernelSettings.DATABASE_URL)
        .map(url ->
            url.contains("sslrootcert=")
                ? url
                : settings
                    .find(KernelSettings.CA_CERTIFICATES)
                    .map(file -> url + (url.contains("?") ? "&" : "?") + rootCertificate(file))
                    .orElse(url));
  }

  private static String rootCertificate(Path file) {
    return "sslrootcert=" + URLEncoder.encode(file.toString(), StandardCharsets.UTF_8);
  }

  /** A context that trusts the public authorities and those in a PEM file. */
  static SSLContext context(Path file) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    int i = 0;
    for (X509Certificate one : publicAuthorities()) {
      trusted.setCertificateEntry("public " + i++, one);
    }
    for (Certificate one : certificates(file)) {
      trusted.setCertificateEntry("private " + i++, one);
    }
    TrustManagerFactory managers = managers(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Collection<? extends Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (found.isEmpty()) {
        throw new IOException("no certificate in " + file);
      }
      return found;
    }
  }

  private static List<X509Certificate> publicAuthorities() throws GeneralSecurityException {
    KeyStore ofJava = null;
    for (TrustManager manager : managers(ofJava).getTrustManagers()) {
      if (manager instanceof X509TrustManager known) {
        return List.of(known.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  /** For no key store those of Java. */
  private static TrustManagerFactory managers(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }
}
