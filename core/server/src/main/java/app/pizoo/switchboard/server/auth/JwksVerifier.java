package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEProcessor;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;

/**
 * Verifies tokens with the keys that the identity provider publishes (JWKS, RFC 7517). Each key
 * accepts only the algorithms of its own type, so a token cannot choose. Keys are fetched on first
 * use, again when a token names an unknown key (at most every 30 s), and kept while the provider is
 * unreachable. Without any keys, every token leads to a new attempt to fetch them, one at a time.
 */
final class JwksVerifier implements TokenVerifier {
  private static final Duration KEEP = Duration.ofMinutes(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final DefaultJOSEProcessor<SecurityContext> processor = new DefaultJOSEProcessor<>();
  private final ClaimsCheck check;

  JwksVerifier(URI address, ClaimsCheck check) {
    this(address, check, TIMEOUT);
  }

  /**
   * Creates a verifier.
   *
   * @param timeout for a complete response with keys
   */
  JwksVerifier(URI address, ClaimsCheck check, Duration timeout) {
    this.check = check;
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(new PublishedKeys(address, timeout, check.clock()))
            .cache(KEEP.toMillis(), 2 * timeout.toMillis())
            .rateLimited(false)
            .outageTolerant(PublishedKeys.KEEP_IN_OUTAGE.toMillis())
            .build();
    processor.setJWSKeySelector(new VerificationKeys(keys));
    processor.setJWSVerifierFactory(new VerifierFactory());
    // Types are checked below, by the same rule as for tokens with a shared secret.
    processor.setJWSTypeVerifier((type, context) -> {});
  }

  @Override
  public Caller verify(String token) {
    CompactToken parsed = CompactToken.parse(token);
    try {
      processor.process(JWSObject.parse(token), null);
    } catch (ParseException | IllegalArgumentException e) {
      throw ClaimsCheck.invalid("the token's header cannot be read");
    } catch (KeySourceException e) {
      throw Problem.of(ProblemCode.AUTHENTICATION_UNAVAILABLE, "try again shortly")
          .retryAfter(RETRY_AFTER)
          .causedBy(e);
    } catch (BadJOSEException | JOSEException e) {
      throw ClaimsCheck.invalid("the signature is wrong, or the key is unknown");
    }
    parsed.mustBeJwt();
    return check.caller(parsed.claims());
  }
}
