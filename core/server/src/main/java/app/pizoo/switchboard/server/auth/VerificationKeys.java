package app.pizoo.switchboard.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects the keys that may have signed a token, by its {@code kid} and algorithm. The library's
 * own selector does not know Ed25519 keys without another library.
 *
 * @param keys all published keys
 */
record VerificationKeys(JWKSource<SecurityContext> keys)
    implements JWSKeySelector<SecurityContext> {
  /** A token without {@code kid} fits every key of its type; trying each has its price. */
  static final int MAX_KEYS = 8;

  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.PS256,
          JWSAlgorithm.ES256,
          JWSAlgorithm.EdDSA,
          JWSAlgorithm.Ed25519);

  @Override
  public List<Key> selectJWSKeys(JWSHeader header, @Nullable SecurityContext context)
      throws KeySourceException {
    if (!ALGORITHMS.contains(header.getAlgorithm())) {
      return List.of();
    }
    List<Key> selected = new ArrayList<>();
    for (JWK key : keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), context)) {
      if (selected.size() < MAX_KEYS) {
        selected.add(publicKey(key));
      }
    }
    return selected;
  }

  private static Key publicKey(JWK key) throws KeySourceException {
    try {
      return key instanceof OctetKeyPair okp
          ? Ed25519.key(okp.getDecodedX())
          : ((AsymmetricJWK) key).toPublicKey();
    } catch (GeneralSecurityException | JOSEException e) {
      throw new KeySourceException("not a key", e);
    }
  }
}
