package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server of keys, with tokens that the JOSE library signs. */
class JwksTest {
  /** Made once: making them takes longer than all else here. */
  private static final RSAKey RSA = newKey("rsa");

  private static final RSAKey OTHER = newKey("other");

  private final AtomicReference<String> published = new AtomicReference<>("");
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private JwksVerifier verifier;

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void publish() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jwks",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = published.get().getBytes(UTF_8);
          exchange.sendResponseHeaders(
              body.length == 0 ? 503 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
    ClaimsCheck check =
        new ClaimsCheck(
            Optional.of("https://id.example"), Optional.of("me"), "sub", Clock.systemUTC());
    verifier = new JwksVerifier(address, check);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static JWTClaimsSet claims() {
    return new JWTClaimsSet.Builder()
        .subject("alice")
        .issuer("https://id.example")
        .audience("me")
        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
        .build();
  }

  private static String signed(JWSAlgorithm algorithm, @Nullable String keyId, JWSSigner signer)
      throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims());
    token.sign(signer);
    return token.serialize();
  }

  private void refuse(String token, ProblemCode code) {
    Problem problem = catchThrowableOfType(Problem.class, () -> verifier.verify(token));
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo(code);
  }

  @Test
  void rsa_and_elliptic_curve_keys_check_tokens_of_their_own_kind() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).keyID("e").generate();
    published.set(new JWKSet(List.of(RSA, ec)).toString());
    for (JWSAlgorithm algorithm : new JWSAlgorithm[] {JWSAlgorithm.RS256, JWSAlgorithm.PS256}) {
      assertThat(verifier.verify(signed(algorithm, "rsa", new RSASSASigner(RSA))).subject())
          .isEqualTo("alice");
    }
    assertThat(verifier.verify(signed(JWSAlgorithm.ES256, "e", new ECDSASigner(ec))).subject())
        .isEqualTo("alice");
    refuse(signed(JWSAlgorithm.RS512, "rsa", new RSASSASigner(RSA)), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void a_public_key_is_no_shared_secret() throws Exception {
    published.set(new JWKSet(RSA).toString());
    byte[] known = RSA.toRSAPublicKey().getEncoded();
    refuse(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(known)), ProblemCode.TOKEN_INVALID);
    byte[] json = RSA.toPublicJWK().toJSONString().getBytes(UTF_8);
    refuse(signed(JWSAlgorithm.HS256, "rsa", new MACSigner(json)), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void ed25519_keys_check_tokens_too() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] spki = pair.getPublic().getEncoded();
    Base64URL x = Base64URL.encode(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
    published.set(
        new JWKSet(new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("o").build()).toString());
    String head = Base64URL.encode("{\"alg\":\"EdDSA\",\"kid\":\"o\"}").toString();
    String input = head + "." + Base64URL.encode(claims().toString());
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(pair.getPrivate());
    signer.update(input.getBytes(UTF_8));
    byte[] signature = signer.sign();
    assertThat(verifier.verify(input + "." + Base64URL.encode(signature)).subject())
        .isEqualTo("alice");
    signature[3] ^= 1;
    refuse(input + "." + Base64URL.encode(signature), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void known_keys_outlive_an_outage_and_unknown_ones_are_fetched_at_most_now_and_then()
      throws Exception {
    published.set(new JWKSet(RSA).toString());
    String token = signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(RSA));
    assertThat(verifier.verify(token).subject()).isEqualTo("alice");
    published.set("");
    assertThat(verifier.verify(token).subject()).isEqualTo("alice");
    published.set(new JWKSet(RSA).toString());
    String strange = signed(JWSAlgorithm.RS256, "other", new RSASSASigner(OTHER));
    for (int i = 0; i < 20; i++) {
      refuse(strange, ProblemCode.TOKEN_INVALID);
    }
    assertThat(asked.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void a_rotated_key_is_fetched_when_it_is_first_seen() throws Exception {
    published.set(new JWKSet(RSA).toString());
    verifier.verify(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(RSA)));
    published.set(new JWKSet(OTHER).toString());
    assertThat(
            verifier.verify(signed(JWSAlgorithm.RS256, "other", new RSASSASigner(OTHER))).subject())
        .isEqualTo("alice");
    refuse(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(RSA)), ProblemCode.TOKEN_INVALID);
  }

  @Test
  void weak_keys_verify_nothing() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair pair = generator.generateKeyPair();
    RSAKey weak = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID("weak").build();
    published.set(new JWKSet(List.of(RSA, weak)).toString());
    String head = Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"weak\"}").toString();
    String input = head + "." + Base64URL.encode(claims().toString());
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(pair.getPrivate());
    signer.update(input.getBytes(UTF_8));
    refuse(input + "." + Base64URL.encode(signer.sign()), ProblemCode.TOKEN_INVALID);
    assertThat(verifier.verify(signed(JWSAlgorithm.RS256, "rsa", new RSASSASigner(RSA))).subject())
        .isEqualTo("alice");
  }

  /** With the neutral point as key, the neutral point and zero are a signature of everything. */
  @Test
  void ed25519_keys_of_small_order_verify_nothing() {
    byte[] neutral = new byte[32];
    neutral[0] = 1;
    published.set(
        new JWKSet(
                new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(neutral))
                    .keyID("o")
                    .build())
            .toString());
    String head = Base64URL.encode("{\"alg\":\"EdDSA\",\"kid\":\"o\"}").toString();
    String input = head + "." + Base64URL.encode(claims().toString());
    refuse(input + "." + Base64URL.encode(Arrays.copyOf(neutral, 64)), ProblemCode.TOKEN_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "01",
      })
  void weak_ed25519_keys_are_recognized(String hex) {
    assertThat(Ed25519.isStrong(HexFormat.of().parseHex(hex))).isFalse();
  }

  @Test
  void a_token_without_key_id_is_tried_against_a_bounded_number_of_keys() throws Exception {
    List<JWK> keys = new ArrayList<>();
    for (int i = 0; i <= VerificationKeys.MAX_KEYS; i++) {
      keys.add(new ECKeyGenerator(Curve.P_256).keyID("e" + i).generate());
    }
    published.set(new JWKSet(keys).toString());
    ECKey within = (ECKey) keys.get(VerificationKeys.MAX_KEYS - 1);
    ECKey beyond = (ECKey) keys.getLast();
    assertThat(verifier.verify(signed(JWSAlgorithm.ES256, null, new ECDSASigner(within))).subject())
        .isEqualTo("alice");
    refuse(signed(JWSAlgorithm.ES256, null, new ECDSASigner(beyond)), ProblemCode.TOKEN_INVALID);
    String named = signed(JWSAlgorithm.ES256, beyond.getKeyID(), new ECDSASigner(beyond));
    assertThat(verifier.verify(named).subject()).isEqualTo("alice");
  }
}
