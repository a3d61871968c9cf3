package app.pizoo.switchboard.server.auth;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.ThrottledLogger;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;

/** Decides which published keys may verify tokens. */
final class StrongKeys {
  private static final int MIN_RSA_BITS = 2048;

  private StrongKeys() {}

  /** The keys of supported types that nobody can forge signatures of. */
  static JWKSet of(JWKSet published, ThrottledLogger log) {
    return new JWKSet(
        published.getKeys().stream()
            .filter(key -> {
              boolean strong = isStrong(key);
              if (!strong) {
                log.log(
                    WARNING, "The identity provider publishes a key that is weak or not usable");
              }
              return strong;
            })
            .toList());
  }

  private static boolean isStrong(JWK key) {
    try {
      return switch (key) {
        case RSAKey rsa -> isStrong(rsa.toRSAPublicKey());
        // The library has checked that the point is on the curve; the order of P-256 is prime.
        case ECKey ec -> Curve.P_256.equals(ec.getCurve());
        case OctetKeyPair okp ->
            Curve.Ed25519.equals(okp.getCurve()) && Ed25519.isStrong(okp.getDecodedX());
        default -> false;
      };
    } catch (JOSEException e) {
      return false;
    }
  }

  private static boolean isStrong(RSAPublicKey key) {
    // With the exponent 1 a signature is its own message.
    return key.getModulus().bitLength() >= MIN_RSA_BITS
        && key.getPublicExponent().compareTo(BigInteger.TWO) > 0
        && key.getPublicExponent().testBit(0);
  }
}
