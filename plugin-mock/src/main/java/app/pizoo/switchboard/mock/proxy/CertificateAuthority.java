package app.pizoo.switchboard.mock.proxy;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority whose certificates the box shows inside its tunnels. A program that trusts it does
 * so for Twilio's names only: the certificate excludes all others (RFC 5280, section 4.2.1.10). Has
 * no text form, since it holds the key.
 */
final class CertificateAuthority {
  private static final Duration LIFETIME = Duration.ofDays(3650);
  private static final Duration LEAF_LIFETIME = Duration.ofDays(90);

  /** Clocks of containers and virtual machines are behind at times. */
  private static final Duration SKEW = Duration.ofDays(1);

  /** Address and mask, both zero. */
  private static final byte[] ALL_IPV4 = new byte[8];

  private static final byte[] ALL_IPV6 = new byte[32];

  private static final SecureRandom RANDOM = new SecureRandom();

  private final PrivateKey key;
  private final X509Certificate certificate;

  CertificateAuthority(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** Creates an authority with a new key. */
  static CertificateAuthority create(Instant now) throws IOException, GeneralSecurityException {
    KeyPair pair = newKey();
    // A number of its own: a program can trust the authorities of two data folders.
    byte[] number = new byte[4];
    RANDOM.nextBytes(number);
    X500Name name =
        new X500Name("CN=Switchboard box " + HexFormat.of().formatHex(number) + ", O=Switchboard");
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                name,
                serial(),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(LIFETIME)),
                name,
                pair.getPublic())
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
            .addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
            .addExtension(Extension.nameConstraints, true, twilioOnly())
            .addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return new CertificateAuthority(pair.getPrivate(), sign(builder, pair.getPrivate()));
  }

  /** A constraint on host names says nothing about IP addresses, so these are excluded. */
  private static NameConstraints twilioOnly() {
    return new NameConstraints(
        TwilioHost.DOMAINS.stream()
            .map(domain -> new GeneralSubtree(new GeneralName(GeneralName.dNSName, domain)))
            .toArray(GeneralSubtree[]::new),
        Stream.of(ALL_IPV4, ALL_IPV6)
            .map(network ->
                new GeneralSubtree(
                    new GeneralName(GeneralName.iPAddress, new DEROctetString(network))))
            .toArray(GeneralSubtree[]::new));
  }

  static KeyPair newKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Issues a certificate for one host name. */
  X509Certificate issue(String host, PublicKey subject, Instant now)
      throws IOException, GeneralSecurityException {
    JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                certificate,
                serial(),
                Date.from(now.minus(SKEW)),
                Date.from(now.plus(LEAF_LIFETIME)),
                new X500Name("O=Switchboard box"),
                subject)
            .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
            .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
            .addExtension(
                Extension.extendedKeyUsage,
                false,
                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
            .addExtension(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
            .addExtension(
                Extension.subjectKeyIdentifier, false, utils.createSubjectKeyIdentifier(subject))
            .addExtension(
                Extension.authorityKeyIdentifier,
                false,
                utils.createAuthorityKeyIdentifier(certificate.getPublicKey()));
    return sign(builder, key);
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
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
