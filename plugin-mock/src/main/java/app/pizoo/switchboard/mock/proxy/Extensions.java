package app.pizoo.switchboard.mock.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;

/** The extensions of certificates that the box needs (RFC 5280, section 4.2). */
final class Extensions {
  private static final String KEY_USAGE = "2.5.29.15";
  private static final String BASIC_CONSTRAINTS = "2.5.29.19";
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  private Extensions() {}

  /** An authority for the given domains, which signs no further authority. */
  static byte[] authority(PublicKey own, Iterable<String> domains) {
    byte[] permitted = new byte[0];
    for (String domain : domains) {
      permitted = Der.joined(permitted, Der.sequence(dnsName(domain)));
    }
    // A constraint on host names says nothing about IP addresses, so all of these are excluded:
    // address and mask are zero.
    byte[] excluded =
        Der.joined(
            Der.sequence(Der.context(IP_ADDRESS, new byte[8])),
            Der.sequence(Der.context(IP_ADDRESS, new byte[32])));
    byte[] signsCertificates = Der.bits(1, new byte[] {0b0000_0110});
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence(Der.TRUE, Der.integer(BigInteger.ZERO))),
        critical(KEY_USAGE, signsCertificates),
        critical(
            "2.5.29.30", Der.sequence(Der.contextOf(0, permitted), Der.contextOf(1, excluded))),
        subjectKey(own));
  }

  /** A server of one host. */
  static byte[] server(PublicKey own, PublicKey issuer, String host) {
    byte[] signs = Der.bits(7, new byte[] {(byte) 0b1000_0000});
    return Der.sequence(
        critical(BASIC_CONSTRAINTS, Der.sequence()),
        critical(KEY_USAGE, signs),
        extension("2.5.29.37", Der.sequence(Der.oid(SERVER))),
        extension("2.5.29.17", Der.sequence(dnsName(host))),
        subjectKey(own),
        extension("2.5.29.35", Der.sequence(Der.context(0, keyId(issuer)))));
  }

  private static byte[] dnsName(String name) {
    return Der.context(DNS_NAME, name.getBytes(US_ASCII));
  }

  private static byte[] subjectKey(PublicKey key) {
    return extension("2.5.29.14", Der.octets(keyId(key)));
  }

  private static byte[] keyId(PublicKey key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return Arrays.copyOf(hash, 20);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] critical(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.TRUE, Der.octets(value));
  }

  private static byte[] extension(String oid, byte[] value) {
    return Der.sequence(Der.oid(oid), Der.octets(value));
  }
}
