package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.server.settings.KernelSettings;
import app.pizoo.switchboard.server.settings.SettingSource;
import app.pizoo.switchboard.server.settings.SettingValues;
import app.pizoo.switchboard.spi.Mode;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTokensTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Guards guards = guards(Map.of());

  private static Guards guards(Map<String, String> more) {
    Map<String, String> texts = new java.util.HashMap<>(more);
    texts.put("SWITCHBOARD_JWT_SECRET", SECRET);
    SettingValues settings =
        SettingValues.read(
            Mode.PRODUCTION, KernelSettings.all(), List.of(new SettingSource("test", texts)));
    return AppGuards.of(settings, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder().subject("alice").expirationTime(at(60));
  }

  private static Date at(long seconds) {
    return Date.from(NOW.plusSeconds(seconds));
  }

  private static String signed(JWTClaimsSet claims) throws Exception {
    return signed(new JWSHeader(JWSAlgorithm.HS256), claims, SECRET);
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, String secret)
      throws Exception {
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(new MACSigner(secret.getBytes(UTF_8)));
    return token.serialize();
  }

  private static Request with(String authorization) {
    return Request.of("POST", "https://example.com/x").withHeader("Authorization", authorization);
  }

  private Caller admit(String token) {
    return guards.user().admit(with("Bearer " + token)).caller();
  }

  private void refuse(String token, ProblemCode code) {
    refuse(guards, token, code);
  }

  private static void refuse(Guards guards, String token, ProblemCode code) {
    Problem problem =
        catchThrowableOfType(Problem.class, () -> guards.user().admit(with("Bearer " + token)));
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(code);
    if (token.length() > 8) {
      assertThat(problem.getMessage()).doesNotContain(token);
    }
  }

  @Test
  void a_token_of_the_app_names_its_user_and_scopes() throws Exception {
    String token = signed(claims().claim("scope", "sms:send  things:read").build());
    Caller caller = admit(token);
    assertThat(caller.subject()).isEqualTo("alice");
    assertThat(caller.scopes()).containsExactlyInAnyOrder("sms:send", "things:read");
    assertThat(guards.service("sms:send").admit(with("bearer " + token)).caller().subject())
        .isEqualTo("alice");
  }

  @Test
  void a_second_secret_is_accepted_beside_the_first_while_secrets_rotate() throws Exception {
    String next = "fedcba9876543210fedcba9876543210";
    Guards rotating = guards(Map.of("SWITCHBOARD_JWT_SECRET_NEXT", next));
    JWSHeader header = new JWSHeader(JWSAlgorithm.HS256);
    for (String secret : List.of(SECRET, next)) {
      Request request = with("Bearer " + signed(header, claims().build(), secret));
      assertThat(rotating.user().admit(request).caller().subject()).isEqualTo("alice");
    }
    refuse(
        rotating,
        signed(header, claims().build(), "another secret that nobody has set"),
        ProblemCode.TOKEN_INVALID);
    refuse(signed(header, claims().build(), next), ProblemCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\\ud800", "a\\udc00b"})
  void a_name_that_nobody_can_have_is_invalid(String escaped) throws Exception {
    String header = Base64URL.encode("{\"alg\":\"HS256\"}").toString();
    String claims =
        "{\"sub\":\"" + escaped + "\",\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + "}";
    String input = header + "." + Base64URL.encode(claims);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    byte[] code = mac.doFinal(input.getBytes(UTF_8));
    refuse(input + "." + Base64URL.encode(code), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_missing_scope_is_named() throws Exception {
    String token = signed(claims().claim("scope", "sms").build());
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> guards.service("sms:send").admit(with("Bearer " + token)));
    assertThat(problem.code()).isEqualTo(ProblemCode.SCOPE_MISSING);
  }

  @Test
  void without_a_token_one_is_asked_for() {
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> guards.user().admit(Request.of("POST", "https://e.com/")));
    assertThat(problem.code()).isEqualTo(ProblemCode.TOKEN_MISSING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b", "a.b.c", "a.b.c.d", "....", "e30.e30.", "=.=.="})
  void garbage_is_invalid(String token) {
    refuse(token, ProblemCode.TOKEN_INVALID);
  }

  @Test
  void another_scheme_or_two_headers_are_invalid() {
    Problem basic =
        catchThrowableOfType(Problem.class, () -> guards.user().admit(with("Basic YTpi")));
    assertThat(basic.code()).isEqualTo(ProblemCode.TOKEN_INVALID);
  }

  @Test
  void expiry_is_demanded_and_a_minute_of_skew_allowed() throws Exception {
    refuse(signed(new JWTClaimsSet.Builder().subject("a").build()), ProblemCode.TOKEN_INVALID);
    refuse(signed(claims().expirationTime(at(-61)).build()), ProblemCode.TOKEN_EXPIRED);
    assertThat(admit(signed(claims().expirationTime(at(-59)).build())).subject()).isNotEmpty();
    refuse(signed(claims().notBeforeTime(at(61)).build()), ProblemCode.TOKEN_INVALID);
    assertThat(admit(signed(claims().notBeforeTime(at(59)).build())).subject()).isNotEmpty();
  }

  @Test
  void only_hs256_is_accepted_regardless_of_the_header() throws Exception {
    refuse(new PlainJWT(claims().build()).serialize(), ProblemCode.TOKEN_INVALID);
    String long512 = SECRET + SECRET;
    refuse(
        signed(new JWSHeader(JWSAlgorithm.HS512), claims().build(), long512),
        ProblemCode.TOKEN_INVALID);
    String good = signed(claims().build());
    String body = good.substring(good.indexOf('.'));
    for (String alg : List.of("none", "None", "RS256", "ES256", "HS384", "hs256")) {
      String header = Base64URL.encode("{\"alg\":\"" + alg + "\"}").toString();
      refuse(header + body, ProblemCode.TOKEN_INVALID);
    }
  }

  @Test
  void another_key_and_every_changed_character_are_refused() throws Exception {
    refuse(
        signed(new JWSHeader(JWSAlgorithm.HS256), claims().build(), "x".repeat(32)),
        ProblemCode.TOKEN_INVALID);
    String good = signed(claims().claim("scope", "a").build());
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      int at = random.nextInt(good.length() - 1);
      char other = (char) ('A' + random.nextInt(26));
      String changed = good.substring(0, at) + other + good.substring(at + 1);
      if (!changed.equals(good)) {
        refuse(changed, ProblemCode.TOKEN_INVALID);
      }
    }
  }

  @Test
  void tokens_of_other_kinds_are_refused() throws Exception {
    JWSHeader twilioLike =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .type(JOSEObjectType.JWT)
            .contentType("other;v=1")
            .build();
    refuse(signed(twilioLike, claims().build(), SECRET), ProblemCode.TOKEN_INVALID);
    JWSHeader logout =
        new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType("logout+jwt")).build();
    refuse(signed(logout, claims().build(), SECRET), ProblemCode.TOKEN_INVALID);
    JWSHeader critical =
        new JWSHeader.Builder(JWSAlgorithm.HS256)
            .criticalParams(java.util.Set.of("b64"))
            .base64URLEncodePayload(true)
            .build();
    refuse(signed(critical, claims().build(), SECRET), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void issuer_audience_and_identity_claim_are_as_configured() throws Exception {
    Guards strict =
        guards(
            Map.of(
                "SWITCHBOARD_JWT_ISSUER", "https://id.example",
                "SWITCHBOARD_JWT_AUDIENCE", "switchboard",
                "SWITCHBOARD_JWT_IDENTITY_CLAIM", "uid"));
    JWTClaimsSet good =
        claims()
            .issuer("https://id.example")
            .audience(List.of("other", "switchboard"))
            .claim("uid", "42")
            .build();
    assertThat(strict.user().admit(with("Bearer " + signed(good))).caller().subject())
        .isEqualTo("42");
    JWTClaimsSet.Builder base = new JWTClaimsSet.Builder(good);
    refuse(strict, signed(base.issuer("https://evil").build()), ProblemCode.TOKEN_INVALID);
    base = new JWTClaimsSet.Builder(good);
    refuse(strict, signed(base.audience("other").build()), ProblemCode.TOKEN_INVALID);
    base = new JWTClaimsSet.Builder(good);
    refuse(strict, signed(base.claim("uid", 42).build()), ProblemCode.TOKEN_INVALID);
    base = new JWTClaimsSet.Builder(good);
    refuse(strict, signed(base.claim("uid", "").build()), ProblemCode.TOKEN_INVALID);
  }
}
