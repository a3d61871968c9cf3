package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.twilio.AccessTokens.Outgoing;
import app.pizoo.switchboard.twilio.AccessTokens.VoiceGrant;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.Grant;
import com.twilio.jwt.accesstoken.VideoGrant;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Keys;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds our tokens against those of the SDK, and has independent libraries accept them. */
final class SignedTokensTest {
  private static final Credentials CREDENTIALS =
      new Credentials("AC" + "a".repeat(32), "SK" + "b".repeat(32), "s".repeat(32));
  private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");
  private static final VoiceGrant RECEIVE =
      new VoiceGrant(Optional.empty(), true, Optional.empty());

  private final AccessTokens tokens = tokens(Optional.empty());

  private static AccessTokens tokens(Optional<String> region) {
    return new SignedTokens(CREDENTIALS, region, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
  }

  @Test
  void a_voice_token_says_what_the_sdks_says() throws Exception {
    String ours =
        tokens.voice(
            "user123",
            new VoiceGrant(
                Optional.of(new Outgoing("AP1", Map.of("pass", "a\"b\\c\n\u0001é漢🙂"))),
                true,
                Optional.of("CR1")));
    mustEqual(
        ours,
        new com.twilio.jwt.accesstoken.VoiceGrant()
            .setIncomingAllow(true)
            .setOutgoingApplication("AP1", Map.of("pass", "a\"b\\c\n\u0001é漢🙂"))
            .setPushCredentialSid("CR1"),
        "user123",
        Optional.empty());
  }

  @Test
  void a_voice_token_with_an_application_alone_says_what_the_sdks_says() throws Exception {
    String ours =
        tokens(Optional.of("ie1"))
            .voice(
                "user123",
                new VoiceGrant(Optional.of(new Outgoing("AP1", Map.of())), true, Optional.empty()));
    mustEqual(
        ours,
        new com.twilio.jwt.accesstoken.VoiceGrant()
            .setIncomingAllow(true)
            .setOutgoingApplicationSid("AP1"),
        "user123",
        Optional.of("ie1"));
  }

  @Test
  void a_video_token_says_what_the_sdks_says() throws Exception {
    mustEqual(
        tokens.video("Zoë \"the\" 漢", "match-abc"),
        new VideoGrant().setRoom("match-abc"),
        "Zoë \"the\" 漢",
        Optional.empty());
  }

  @Test
  void receiving_is_not_mentioned_where_it_is_not_wanted() throws Exception {
    String token =
        tokens.voice(
            "user123",
            new VoiceGrant(Optional.of(new Outgoing("AP1", Map.of())), false, Optional.empty()));
    assertThat(SignedJWT.parse(token).getJWTClaimsSet().getJSONObjectClaim("grants"))
        .isEqualTo(
            Map.of(
                "identity",
                "user123",
                "voice",
                Map.of("outgoing", Map.of("application_sid", "AP1"))));
  }

  @Test
  void a_receiver_cannot_call() throws Exception {
    assertThat(
            SignedJWT.parse(tokens.voice("user123", RECEIVE))
                .getJWTClaimsSet()
                .getJSONObjectClaim("grants"))
        .isEqualTo(
            Map.of("identity", "user123", "voice", Map.of("incoming", Map.of("allow", true))));
  }

  @Test
  void no_two_tokens_of_one_second_share_an_id() throws Exception {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(SignedJWT.parse(tokens.voice("user123", RECEIVE)).getJWTClaimsSet().getJWTID());
    }
    assertThat(ids).hasSize(1000).allMatch(id -> id.startsWith(CREDENTIALS.keySid() + "-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with space", "a-b", "a@b", "ü", "a\n"})
  void voice_takes_letters_digits_and_underscores(String identity) {
    assertThatThrownBy(() -> tokens.voice(identity, RECEIVE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void voice_takes_121_characters_and_no_more() {
    assertThat(tokens.voice("a".repeat(121), RECEIVE)).isNotEmpty();
    assertThatThrownBy(() -> tokens.voice("a".repeat(122), RECEIVE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\uD800", "a\uDC00b"})
  void video_takes_no_empty_or_broken_names(String name) {
    assertThatThrownBy(() -> tokens.video(name, "room"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tokens.video("user", name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void video_takes_128_characters_and_no_more() {
    assertThat(tokens.video("🙂".repeat(128), "r".repeat(128))).isNotEmpty();
    assertThatThrownBy(() -> tokens.video("user", "r".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void credentials_print_no_secret() {
    assertThat(CREDENTIALS.toString()).doesNotContain(CREDENTIALS.keySecret());
  }

  private static void mustEqual(String ours, Grant grant, String identity, Optional<String> region)
      throws Exception {
    AccessToken.Builder builder =
        new AccessToken.Builder(
                CREDENTIALS.accountSid(),
                CREDENTIALS.keySid(),
                CREDENTIALS.keySecret().getBytes(UTF_8))
            .identity(identity)
            .ttl((int) AccessTokens.LIFETIME.toSeconds())
            .grant(grant);
    region.ifPresent(builder::region);
    Jws<byte[]> sdks = accepted(builder.build().toJwt());
    Jws<byte[]> own = accepted(ours);
    assertThat(own.getHeader()).containsExactlyInAnyOrderEntriesOf(sdks.getHeader());

    JsonObject expected = claims(sdks);
    JsonObject claims = claims(own);
    assertThat(claims.keySet()).isEqualTo(Set.of("jti", "iss", "sub", "iat", "exp", "grants"));
    assertThat(claims.keySet()).containsAll(expected.keySet());
    assertThat(claims.get("iss")).isEqualTo(expected.get("iss"));
    assertThat(claims.get("sub")).isEqualTo(expected.get("sub"));
    assertThat(claims.get("grants")).isEqualTo(expected.get("grants"));
    assertThat(claims.getString("jti")).matches(CREDENTIALS.keySid() + "-[0-9a-f]{32}");
    assertThat(expected.getString("jti")).startsWith(CREDENTIALS.keySid() + "-");
    assertThat(claims.getInt("iat")).isEqualTo((int) NOW.getEpochSecond());
    assertThat(claims.getInt("exp"))
        .isEqualTo((int) NOW.plus(AccessTokens.LIFETIME).getEpochSecond());

    SignedJWT independent = SignedJWT.parse(ours);
    assertThat(independent.verify(new MACVerifier(CREDENTIALS.keySecret()))).isTrue();
    assertThat(independent.getHeader().getContentType()).isEqualTo("twilio-fpa;v=1");
    assertThat(independent.verify(new MACVerifier("t".repeat(32)))).isFalse();
  }

  private static Jws<byte[]> accepted(String token) {
    // A token with a content type is no plain JWT to this library: it gives the bytes instead.
    return Jwts.parser()
        .verifyWith(Keys.hmacShaKeyFor(CREDENTIALS.keySecret().getBytes(UTF_8)))
        .build()
        .parseSignedContent(token);
  }

  private static JsonObject claims(Jws<byte[]> token) {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(token.getPayload()))) {
      return reader.readObject();
    }
  }
}
