package app.pizoo.switchboard.mock.proxy;

import app.pizoo.switchboard.mock.store.BoundedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the certificates of Twilio's host names when they are first asked for. Uses the real time:
 * programs check certificates by their own clock, which the box's does not move. Thread-safe.
 */
public final class ServerCertificates {
  private static final int MAX_HOSTS = 256;
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Optional<AuthorityFolder> folder;
  private final Clock clock;
  private final BoundedStore<Host> hosts = new BoundedStore<>(MAX_HOSTS);
  private @Nullable CertificateAuthority authority;
  private @Nullable KeyPair key;

  private record Host(SSLContext context, Instant end) {}

  /**
   * Uses the authority in a folder, or a temporary one. Creates nothing yet.
   *
   * @param folder where the authority is kept
   */
  public ServerCertificates(Optional<Path> folder) {
    this(folder, Clock.systemUTC());
  }

  ServerCertificates(Optional<Path> folder, Clock clock) {
    this.folder = folder.map(AuthorityFolder::new);
    this.clock = clock;
  }

  /**
   * Returns the authority's certificate as PEM.
   *
   * @throws IOException if the authority can be neither read nor created
   */
  public synchronized String authority() throws IOException {
    try {
      return Pem.of(open().certificate());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Returns the certificate of the authority. */
  synchronized X509Certificate certificate() throws IOException {
    try {
      return open().certificate();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  /** Returns the TLS context of a host, with a certificate for its name alone. */
  synchronized SSLContext context(TwilioHost host) throws IOException {
    Optional<Host> known = hosts.find(host.name());
    if (known.isPresent() && clock.instant().isBefore(known.get().end().minus(RENEWED_BEFORE))) {
      return known.get().context();
    }
    try {
      return create(host);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private SSLContext create(TwilioHost host) throws IOException, GeneralSecurityException {
    CertificateAuthority issuer = open();
    KeyPair pair = key == null ? CertificateAuthority.newKey() : key;
    key = pair;
    X509Certificate issued = issuer.issue(host.name(), pair.getPublic(), clock.instant());
    char[] inMemory = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, inMemory);
    // The authority is sent too: a browser can be started with its key as an exception.
    store.setKeyEntry(
        "box", pair.getPrivate(), inMemory, new Certificate[] {issued, issuer.certificate()});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, inMemory);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    hosts.put(host.name(), new Host(context, issued.getNotAfter().toInstant()));
    return context;
  }

  private CertificateAuthority open() throws IOException, GeneralSecurityException {
    if (authority == null) {
      authority =
          folder.isPresent()
              ? folder.get().open(clock.instant())
              : CertificateAuthority.create(clock.instant());
    }
    return authority;
  }
}
