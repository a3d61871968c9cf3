package app.pizoo.switchboard.mock.proxy;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * The authority whose certificates the box shows inside its tunnels. A program that trusts it does
 * so for Twilio's names only: the certificate excludes all others (RFC 5280, section 4.2.1.10). Has
 * no text form, since it holds the key.
 */
final class CertificateAuthority {
  private static final Duration LIFETIME = Duration.ofDays(3650);
  private static final Duration SERVER_LIFETIME = Duration.ofDays(90);

  /** Clocks of containers and virtual machines are behind at times. */
  private static final Duration SKEW = Duration.ofDays(1);

  private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
  private static final byte[] VERSION_3 = Der.contextOf(0, Der.integer(BigInteger.TWO));
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PrivateKey key;
  private final X509Certificate certificate;

  CertificateAuthority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** Creates an authority with a new key. */
  static CertificateAuthority create(Instant now) throws GeneralSecurityException {
    KeyPair pair = newKey();
    // A number of its own: a program can trust the authorities of two data folders.
    byte[] number = new byte[4];
    RANDOM.nextBytes(number);
    X500Principal name =
        new X500Principal(
            "CN=Switchboard box " + HexFormat.of().formatHex(number) + ", O=Switchboard");
    byte[] content =
        content(
            name,
            now.plus(LIFETIME),
            now,
            name,
            pair.getPublic(),
            Extensions.authority(pair.getPublic(), TwilioHost.DOMAINS));
    return new CertificateAuthority(pair.getPrivate(), signed(content, pair.getPrivate()));
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Issues a certificate for one host name. */
  X509Certificate issue(String host, PublicKey subject, Instant now)
      throws GeneralSecurityException {
    byte[] content =
        content(
            certificate.getSubjectX500Principal(),
            now.plus(SERVER_LIFETIME),
            now,
            new X500Principal("O=Switchboard box"),
            subject,
            Extensions.server(subject, certificate.getPublicKey(), host));
    return signed(content, key);
  }

  private static byte[] content(
      X500Principal issuer,
      Instant end,
      Instant now,
      X500Principal subject,
      PublicKey subjectKey,
      byte[] extensions) {
    return Der.sequence(
        VERSION_3,
        Der.integer(serial()),
        ECDSA_WITH_SHA256,
        issuer.getEncoded(),
        Der.sequence(Der.time(now.minus(SKEW)), Der.time(end)),
        subject.getEncoded(),
        subjectKey.getEncoded(),
        Der.contextOf(3, extensions));
  }

  private static X509Certificate signed(byte[] content, PrivateKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key, RANDOM);
    signature.update(content);
    byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(0, signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  /** Unguessable and positive, as browsers demand it of public authorities. */
  private static BigInteger serial() {
    return new BigInteger(127, RANDOM).setBit(120);
  }

  PrivateKey key() {
    return key;
  }

  X509Certificate certificate() {
    return certificate;
  }
}
