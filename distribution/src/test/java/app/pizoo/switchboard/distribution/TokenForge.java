package app.pizoo.switchboard.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes app tokens with the JOSE library: such as a server takes, and such as none may take. */
final class TokenForge {
  static final String ISSUER = "https://id.example";
  static final String AUDIENCE = "me";

  /** What is wrong with it, the Authorization header (empty: none), the code it is refused with. */
  record Forgery(String what, String authorization, String code) {}

  private record Signing(JWSHeader header, JWSSigner signer) {}

  private final Signing right;
  private final Map<String, Signing> wrong = new LinkedHashMap<>();

  private TokenForge(Signing right) {
    this.right = right;
  }

  /** For a server that shares a secret of at least 64 bytes with the app. */
  static TokenForge with(String secret) throws JOSEException {
    RSAKey stranger = new RSAKeyGenerator(2048).generate();
    MACSigner signer = new MACSigner(secret.getBytes(UTF_8));
    TokenForge forge = new TokenForge(new Signing(new JWSHeader(JWSAlgorithm.HS256), signer));
    forge.wrong.put(
        "a key pair instead of the secret",
        new Signing(new JWSHeader(JWSAlgorithm.RS256), new RSASSASigner(stranger)));
    forge.wrong.put(
        "the secret, with another algorithm",
        new Signing(new JWSHeader(JWSAlgorithm.HS512), signer));
    forge.wrong.put(
        "another secret",
        new Signing(new JWSHeader(JWSAlgorithm.HS256), new MACSigner("another secret".repeat(3))));
    return forge;
  }

  /** For a server that looks the public half of a key up. */
  static TokenForge with(RSAKey key) throws JOSEException {
    RSAKey stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
    byte[] known = key.toRSAPublicKey().getEncoded();
    byte[] published = key.toPublicJWK().toJSONString().getBytes(UTF_8);
    TokenForge forge =
        new TokenForge(new Signing(header(JWSAlgorithm.RS256, key), new RSASSASigner(key)));
    forge.wrong.put(
        "the public key as a secret",
        new Signing(header(JWSAlgorithm.HS256, key), new MACSigner(known)));
    forge.wrong.put(
        "the published text as a secret",
        new Signing(header(JWSAlgorithm.HS256, key), new MACSigner(published)));
    forge.wrong.put(
        "another key of the same name",
        new Signing(header(JWSAlgorithm.RS256, key), new RSASSASigner(stranger)));
    return forge;
  }

  private static JWSHeader header(JWSAlgorithm algorithm, RSAKey key) {
    return new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
  }

  private static JWTClaimsSet.Builder claims(String subject) {
    return new JWTClaimsSet.Builder()
        .subject(subject)
        .issuer(ISSUER)
        .audience(AUDIENCE)
        .claim("scope", "every:scope")
        .expirationTime(in(600));
  }

  private static Date in(int seconds) {
    return Date.from(Instant.now().plusSeconds(seconds));
  }

  private static String bearer(Signing signing, JWTClaimsSet.Builder claims) throws JOSEException {
    SignedJWT token = new SignedJWT(signing.header(), claims.build());
    token.sign(signing.signer());
    return "Bearer " + token.serialize();
  }

  /** A valid Authorization header. */
  String authorization(String subject, String... scopes) throws JOSEException {
    return bearer(right, claims(subject).claim("scope", String.join(" ", scopes)));
  }

  /** Everything that a route for users or services must refuse. */
  List<Forgery> forgeries() throws JOSEException {
    List<Forgery> all = new ArrayList<>();
    all.add(new Forgery("no token", "", "token_missing"));
    all.add(new Forgery("garbage", "Bearer garbage", "token_invalid"));
    all.add(new Forgery("another scheme", "Basic YWxpY2U6eA==", "token_invalid"));
    String unsigned = new PlainJWT(claims("alice").build()).serialize();
    all.add(new Forgery("alg:none", "Bearer " + unsigned, "token_invalid"));
    for (Map.Entry<String, Signing> each : wrong.entrySet()) {
      String header = bearer(each.getValue(), claims("alice"));
      all.add(new Forgery(each.getKey(), header, "token_invalid"));
    }
    add(all, "expired", claims("alice").expirationTime(in(-120)), "token_expired");
    add(all, "no end", claims("alice").expirationTime(null), "token_invalid");
    add(all, "not yet valid", claims("alice").notBeforeTime(in(120)), "token_invalid");
    add(all, "wrong issuer", claims("alice").issuer("https://evil.example"), "token_invalid");
    add(all, "wrong audience", claims("alice").audience("you"), "token_invalid");
    return all;
  }

  private void add(List<Forgery> all, String what, JWTClaimsSet.Builder claims, String code)
      throws JOSEException {
    all.add(new Forgery(what, bearer(right, claims), code));
  }
}
