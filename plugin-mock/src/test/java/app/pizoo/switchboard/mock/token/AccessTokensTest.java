package app.pizoo.switchboard.mock.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.clock.BoxClock;
import com.twilio.jwt.accesstoken.VoiceGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Twilio's own library creates the valid tokens; the invalid ones are signed by hand. */
class AccessTokensTest {
  private static final String HEADER =
      "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"cty\":\"twilio-fpa;v=1\"}";

  private final BoxAccount account = BoxAccount.fixed();
  private final Instant now = Instant.now();
  private final BoxClock clock = BoxClock.manual(now);
  private final AccessTokens tokens = new AccessTokens(account, clock);

  @Test
  void a_token_of_twilios_library_is_good_until_it_ends() {
    String jwt = twilios(account.apiKeySecret(), 3600);
    AccessToken token = tokens.verify(jwt);
    assertThat(token.identity()).isEqualTo("alice");
    assertThat(token.grant("voice")).isPresent();
    assertThat(token.grant("video")).isEmpty();
    clock.advance(Duration.between(clock.instant(), token.expires()).minusMillis(1));
    tokens.verify(jwt);
    clock.advance(Duration.ofMillis(1));
    assertThat(fault(jwt)).isEqualTo(TokenError.EXPIRED);
  }

  @Test
  void a_day_is_the_longest_life() {
    tokens.verify(twilios(account.apiKeySecret(), 86_400));
    assertThat(fault(twilios(account.apiKeySecret(), 86_401))).isEqualTo(TokenError.TOO_LONG);
  }

  @Test
  void another_secret_is_noticed() {
    assertThat(fault(twilios("another-secret-of-at-least-32-letters", 3600)))
        .isEqualTo(TokenError.SIGNATURE);
  }

  @Test
  void a_changed_claim_is_noticed() {
    String[] parts = twilios(account.apiKeySecret(), 3600).split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
    String changed = parts[0] + "." + encode(claims.replace("alice", "mallo")) + "." + parts[2];
    assertThat(fault(changed)).isEqualTo(TokenError.SIGNATURE);
  }

  @Test
  void a_token_that_begins_later_is_not_valid_yet() {
    String early = signed(HEADER, claims("\"nbf\":" + (now.getEpochSecond() + 31)));
    assertThat(fault(early)).isEqualTo(TokenError.NOT_YET_VALID);
    clock.advance(Duration.ofSeconds(2));
    tokens.verify(early);
  }

  @ParameterizedTest
  @CsvSource({"typ,JWS", "alg,none", "alg,HS512", "cty,twilio-fpa;v=2", "cty,''"})
  void another_header_is_refused(String name, String value) {
    String header = HEADER.replaceFirst("\"" + name + "\":\"[^\"]*\"", quoted(name, value));
    assertThat(fault(signed(header, claims("\"iat\":1")))).isEqualTo(TokenError.HEADER);
  }

  @ParameterizedTest
  @CsvSource({"iss,SK0000", "sub,AC0000"})
  void another_key_or_account_is_refused(String name, String value) {
    String other = claims("").replaceFirst("\"" + name + "\":\"[^\"]*\"", quoted(name, value));
    assertThat(fault(signed(HEADER, other))).isEqualTo(TokenError.ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"exp\":\"soon\"", "\"exp\":1e400", "\"exp\":1.5", "\"other\":1"})
  void an_end_that_is_none_is_refused(String end) {
    String claims = claims("").replaceFirst("\"exp\":\\d+", end);
    assertThat(fault(signed(HEADER, claims))).isEqualTo(TokenError.EXPIRED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"identity\":\"\"}", "{\"identity\":7}", "[]"})
  void grants_without_identity_are_refused(String grants) {
    String claims = claims("").replaceFirst("\"grants\":\\{[^}]*}", "\"grants\":" + grants);
    assertThat(fault(signed(HEADER, claims))).isEqualTo(TokenError.GRANTS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.b", "a.b.c.d", "e30.e30", "e30.e30.!", "bm8.e30.e30", "..", "W10.e30.e30"})
  void texts_that_are_not_tokens_are_refused(String text) {
    assertThat(fault(text)).isIn(TokenError.INVALID, TokenError.HEADER);
  }

  @Test
  void an_endless_token_is_refused_unread() {
    assertThat(fault("e30.".repeat(2).concat("A".repeat(20_000)))).isEqualTo(TokenError.INVALID);
  }

  private TokenError fault(String jwt) {
    AccessTokenException refused =
        catchThrowableOfType(AccessTokenException.class, () -> tokens.verify(jwt));
    assertThat(refused).as("the refusal of a token").isNotNull();
    return refused.fault();
  }

  private String twilios(String secret, int seconds) {
    VoiceGrant grant = new VoiceGrant();
    grant.setIncomingAllow(true);
    return new com.twilio.jwt.accesstoken.AccessToken.Builder(
            account.accountSid(), account.apiKeySid(), secret.getBytes(UTF_8))
        .identity("alice")
        .ttl(seconds)
        .nbf(Date.from(now))
        .grant(grant)
        .build()
        .toJwt();
  }

  private String claims(String more) {
    return "{\"iss\":\"%s\",\"sub\":\"%s\",\"exp\":%d,\"grants\":{\"identity\":\"alice\"}%s}"
        .formatted(
            account.apiKeySid(),
            account.accountSid(),
            now.getEpochSecond() + 3600,
            more.isEmpty() ? "" : "," + more);
  }

  private static String quoted(String name, String value) {
    return "\"" + name + "\":\"" + value + "\"";
  }

  private String signed(String header, String claims) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(account.apiKeySecret().getBytes(UTF_8), "HmacSHA256"));
      String text = encode(header) + "." + encode(claims);
      byte[] signature = mac.doFinal(text.getBytes(UTF_8));
      return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
