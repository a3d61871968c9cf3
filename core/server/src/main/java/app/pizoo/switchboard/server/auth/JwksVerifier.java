package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Verifies tokens with the keys that the identity provider publishes (JWKS, RFC 7517). Each key
 * accepts only the algorithms of its own type, so a token cannot choose. Keys are fetched on first
 * use, again when a token names an unknown key (at most every 30 s), and kept while the provider is
 * unreachable.
 */
final class JwksVerifier implements TokenVerifier {
  private static final Duration KEEP = Duration.ofMinutes(15);
  private static final Duration KEEP_IN_OUTAGE = Duration.ofDays(1);
  private static final Duration FETCH_AT_MOST_EVERY = Duration.ofSeconds(30);
  private static final int WAIT_MILLIS = 3_000;
  private static final int MAX_BYTES = 256 * 1024;

  private final JWKSource<SecurityContext> keys;
  private final ClaimsCheck check;

  JwksVerifier(URI address, ClaimsCheck check) {
    this.check = check;
    try {
      keys =
          JWKSourceBuilder.create(
                  address.toURL(),
                  new DefaultResourceRetriever(WAIT_MILLIS, WAIT_MILLIS, MAX_BYTES))
              .cache(KEEP.toMillis(), 2L * WAIT_MILLIS)
              .rateLimited(FETCH_AT_MOST_EVERY.toMillis())
              .outageTolerant(KEEP_IN_OUTAGE.toMillis())
              .retrying(true)
              .build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not a URL of keys", e);
    }
  }

  @Override
  public Caller verify(String token) {
    CompactToken parsed = CompactToken.parse(token);
    JWSHeader header = header(parsed);
    boolean right =
        matching(header).stream().anyMatch(key -> isSignedBy(key, header.getAlgorithm(), parsed));
    if (!right) {
      throw ClaimsCheck.invalid("the signature is wrong, or the key is unknown");
    }
    parsed.mustBeJwt();
    return check.caller(parsed.claims());
  }

  private static JWSHeader header(CompactToken token) {
    try {
      return JWSHeader.parse(token.header().toString());
    } catch (ParseException | IllegalArgumentException e) {
      throw ClaimsCheck.invalid("the token's header cannot be read");
    }
  }

  private List<JWK> matching(JWSHeader header) {
    JWKMatcher matcher = JWKMatcher.forJWSHeader(header);
    if (matcher == null) {
      throw ClaimsCheck.invalid("the token is signed with another algorithm");
    }
    try {
      return keys.get(new JWKSelector(matcher), null);
    } catch (RateLimitReachedException e) {
      throw ClaimsCheck.invalid("the token's key is unknown");
    } catch (KeySourceException e) {
      throw Problem.of(ProblemCode.AUTHENTICATION_UNAVAILABLE, "try again shortly")
          .retryAfter(FETCH_AT_MOST_EVERY)
          .causedBy(e);
    }
  }

  private static boolean isSignedBy(JWK key, @Nullable JWSAlgorithm algorithm, CompactToken token) {
    try {
      JWSHeader bare = new JWSHeader(algorithm);
      Base64URL signature = Base64URL.encode(token.signature());
      return switch (key) {
        case RSAKey rsa
            when JWSAlgorithm.RS256.equals(algorithm) || JWSAlgorithm.PS256.equals(algorithm) ->
            new RSASSAVerifier(rsa.toRSAPublicKey()).verify(bare, token.signed(), signature);
        case ECKey ec
            when JWSAlgorithm.ES256.equals(algorithm) && Curve.P_256.equals(ec.getCurve()) ->
            new ECDSAVerifier(ec.toECPublicKey()).verify(bare, token.signed(), signature);
        case OctetKeyPair okp when isEd25519(okp, algorithm) ->
            Ed25519.verify(okp.getDecodedX(), token.signed(), token.signature());
        default -> false;
      };
    } catch (JOSEException e) {
      return false;
    }
  }

  private static boolean isEd25519(OctetKeyPair key, @Nullable JWSAlgorithm algorithm) {
    return Curve.Ed25519.equals(key.getCurve())
        && (JWSAlgorithm.EdDSA.equals(algorithm) || JWSAlgorithm.Ed25519.equals(algorithm));
  }
}
