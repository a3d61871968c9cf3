package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The least that a token route can do: check one HMAC, make another, answer as many bytes. */
final class BareHandler {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final String PAYLOAD = "x".repeat(420);

  private final Mac keyed = Mac.getInstance("HmacSHA256");

  private BareHandler() throws GeneralSecurityException {
    keyed.init(new SecretKeySpec(SECRET, "HmacSHA256"));
  }

  static void serve() throws Exception {
    BareHandler handler = new BareHandler();
    WebServer server =
        WebServer.builder()
            .host("127.0.0.1")
            .port(0)
            .routing(routing -> routing.post("/api/twilio/voice/token", handler::handle))
            .build()
            .start();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject("user123")
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build());
    token.sign(new MACSigner(SECRET));
    System.out.println("http://127.0.0.1:" + server.port() + " " + token.serialize());
    System.in.read();
    server.stop();
  }

  private void handle(ServerRequest request, ServerResponse response) {
    String token = request.headers().get(HeaderNames.AUTHORIZATION).get().substring(7);
    int dot = token.lastIndexOf('.');
    byte[] expected = sign(token.substring(0, dot).getBytes(US_ASCII));
    byte[] given = Base64.getUrlDecoder().decode(token.substring(dot + 1));
    if (!MessageDigest.isEqual(expected, given)) {
      throw new IllegalStateException("wrong signature");
    }
    request.content().as(byte[].class);
    byte[] code = sign(PAYLOAD.getBytes(US_ASCII));
    String answer = PAYLOAD + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(code);
    response.header("Content-Type", "application/json");
    response.send(("{\"token\":\"" + answer + "\"}").getBytes(UTF_8));
  }

  private byte[] sign(byte[] bytes) {
    try {
      return ((Mac) keyed.clone()).doFinal(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
