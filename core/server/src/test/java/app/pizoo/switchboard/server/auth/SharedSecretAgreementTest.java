package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.Problem;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Our verifier of HS256 and that of nimbus-jose-jwt accept and refuse the same tokens. */
class SharedSecretAgreementTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef-0123456789abcdef";
  private static final String[] ALGORITHMS = {
    "\"HS256\"", "\"HS256\"", "\"HS256\"", "\"HS384\"", "\"hs256\"", "\"none\"", "\"RS256\"", "1"
  };
  private static final String[] TYPES = {
    "",
    "",
    ",\"typ\":\"JWT\"",
    ",\"typ\":\"jwt\"",
    ",\"typ\":\"at+jwt\"",
    ",\"typ\":\"logout+jwt\"",
    ",\"kid\":\"k\"",
    ",\"crit\":[\"exp\"],\"exp\":1"
  };
  private static final String[] ISSUERS = {
    ",\"iss\":\"https://id.example\"",
    ",\"iss\":\"https://id.example\"",
    ",\"iss\":\"https://id.example/\"",
    ",\"iss\":7",
    ""
  };
  private static final String[] AUDIENCES = {
    ",\"aud\":\"me\"", ",\"aud\":[\"you\",\"me\"]", ",\"aud\":\"you\"", ",\"aud\":[]", ""
  };
  private static final int[] OFFSETS = {3600, 3600, 3600, -30, -90, -86_400};

  private final Random random = new Random(7);
  private final SharedSecretVerifier ours =
      new SharedSecretVerifier(
          SECRET,
          Optional.empty(),
          new ClaimsCheck(
              Optional.of("https://id.example"), Optional.of("me"), "sub", Clock.systemUTC()));
  private final DefaultJWTProcessor<SecurityContext> theirs = new DefaultJWTProcessor<>();

  SharedSecretAgreementTest() {
    SecretKeySpec key = new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256");
    theirs.setJWSKeySelector((header, context) ->
        JWSAlgorithm.HS256.equals(header.getAlgorithm()) ? List.of(key) : List.of());
    theirs.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            new JOSEObjectType("JWT"), new JOSEObjectType("at+jwt"), null));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            "me",
            new JWTClaimsSet.Builder().issuer("https://id.example").build(),
            Set.of("sub", "exp"));
    claims.setMaxClockSkew(60);
    theirs.setJWTClaimsSetVerifier(claims);
  }

  private boolean weAccept(String token) {
    try {
      ours.verify(token);
      return true;
    } catch (Problem refused) {
      return false;
    }
  }

  private boolean theyAccept(String token) {
    try {
      theirs.process(token, null);
      return true;
    } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException refused) {
      return false;
    }
  }

  private String any(String[] values) {
    return values[random.nextInt(values.length)];
  }

  private String randomToken() throws Exception {
    long now = Math.floorDiv(System.currentTimeMillis(), 1000L);
    String header = "{\"alg\":" + any(ALGORITHMS) + any(TYPES) + "}";
    String claims =
        "{\"sub\":\"alice\""
            + any(ISSUERS)
            + any(AUDIENCES)
            + (random.nextInt(20) == 0
                ? ""
                : ",\"exp\":" + (now + OFFSETS[random.nextInt(OFFSETS.length)]))
            + (random.nextBoolean()
                ? ""
                : ",\"nbf\":" + (now - OFFSETS[random.nextInt(OFFSETS.length)]))
            + "}";
    String signed = Base64URL.encode(header) + "." + Base64URL.encode(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    String secret = random.nextInt(10) == 0 ? SECRET + "x" : SECRET;
    mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    return signed + "." + Base64URL.encode(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void random_tokens_have_the_same_fate() throws Exception {
    int accepted = 0;
    for (int i = 0; i < 20_000; i++) {
      String token = randomToken();
      boolean accept = weAccept(token);
      assertThat(accept).as(token).isEqualTo(theyAccept(token));
      accepted += accept ? 1 : 0;
    }
    // Both kinds occur often enough for the test to mean something.
    assertThat(accepted).isBetween(300, 15_000);
  }

  @Test
  void what_we_accept_of_a_changed_token_they_accept_too() throws Exception {
    SignedJWT signed =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject("alice")
                .issuer("https://id.example")
                .audience("me")
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build());
    signed.sign(new MACSigner(SECRET));
    String good = signed.serialize();
    assertThat(weAccept(good)).isTrue();
    String characters = "ABab01-_=.+/ \n%";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder changed = new StringBuilder(good);
      int at = random.nextInt(changed.length());
      char character = characters.charAt(random.nextInt(characters.length()));
      switch (random.nextInt(3)) {
        case 0 -> changed.setCharAt(at, character);
        case 1 -> changed.insert(at, character);
        default -> changed.deleteCharAt(at);
      }
      if (weAccept(changed.toString())) {
        assertThat(theyAccept(changed.toString())).as(changed.toString()).isTrue();
      }
    }
  }
}
