package app.pizoo.switchboard.server.auth;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Verifies Ed25519 signatures with the JDK; the JOSE library would need another library. */
final class Ed25519 {
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

  /** The y coordinates of the eight points whose order divides 8. Anyone can sign for these. */
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          PRIME.subtract(BigInteger.ONE),
          new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16),
          new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16));

  private Ed25519() {}

  /** Whether a key signed bytes. */
  static boolean verify(PublicKey key, byte[] signed, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Whether a raw public key is well formed, and not of small order. */
  static boolean isStrong(byte[] rawKey) {
    if (rawKey.length != 32) {
      return false;
    }
    BigInteger y = y(rawKey);
    return y.compareTo(PRIME) < 0 && !SMALL_ORDER.contains(y);
  }

  /**
   * Reads a raw public key (RFC 8032, section 5.1.5: 32 bytes, little-endian).
   *
   * @throws InvalidKeyException unless it {@link #isStrong is strong}
   */
  static PublicKey key(byte[] rawKey) throws GeneralSecurityException {
    if (!isStrong(rawKey)) {
      throw new InvalidKeyException("not an Ed25519 key");
    }
    boolean odd = (rawKey[31] & 0x80) != 0;
    EdECPoint point = new EdECPoint(odd, y(rawKey));
    return KeyFactory.getInstance("Ed25519")
        .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
  }

  private static BigInteger y(byte[] raw) {
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = raw[31 - i];
    }
    bigEndian[0] &= 0x7f;
    return new BigInteger(1, bigEndian);
  }
}
