package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.spi.DevService;
import app.pizoo.switchboard.spi.Settings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs app tokens with the shared secret, as the app's own backend would. */
public final class AppTokenSigner implements DevService.AppTokens {
  public static final Duration LIFETIME = Duration.ofHours(1);
  private final String secret;
  private final Settings settings;
  private final Clock clock;

  private AppTokenSigner(String secret, Settings settings, Clock clock) {
    this.secret = secret;
    this.settings = settings;
    this.clock = clock;
  }

  /** A signer, if the server itself holds the key. */
  public static Optional<AppTokenSigner> from(Settings settings, Clock clock) {
    return settings
        .find(KernelSettings.JWT_SECRET)
        .map(secret -> new AppTokenSigner(secret, settings, clock));
  }

  @Override
  public String mint(String subject, List<String> scopes) {
    return mint(subject, scopes, Map.of(), LIFETIME);
  }

  public String mint(
      String subject, List<String> scopes, Map<String, List<String>> own, Duration lifetime) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder();
    own.forEach(claims::claim);
    // Behind the others, so that none of them takes the place of these.
    claims
        .subject(subject)
        .claim(settings.get(KernelSettings.JWT_IDENTITY_CLAIM), subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)));
    settings.find(KernelSettings.JWT_ISSUER).ifPresent(claims::issuer);
    settings.find(KernelSettings.JWT_AUDIENCE).ifPresent(claims::audience);
    if (!scopes.isEmpty()) {
      claims.claim("scope", String.join(" ", scopes));
    }
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
    SignedJWT token = new SignedJWT(header, claims.build());
    try {
      token.sign(new MACSigner(secret.getBytes(UTF_8)));
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 with the shared secret failed", e);
    }
    return token.serialize();
  }
}
