package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The minimum of a token route: it reads the body, verifies one HMAC, creates another over as many
 * bytes as the product signs, and responds with as many bytes as the product. It parses nothing.
 */
final class BareHandler {
  private final Mac keyed = Mac.getInstance("HmacSHA256");
  private final byte[] signed;
  private final String beforeToken;
  private final String afterToken;

  private BareHandler(int signedLength, int answerLength) throws GeneralSecurityException {
    keyed.init(new SecretKeySpec(Callers.SECRET.getBytes(UTF_8), "HmacSHA256"));
    signed = "x".repeat(signedLength).getBytes(US_ASCII);
    beforeToken = "{\"token\":\"" + "x".repeat(signedLength) + '.';
    String end = "\"}";
    int code = 43;
    afterToken = " ".repeat(answerLength - beforeToken.length() - code - end.length()) + end;
  }

  /** Starts the server on a free loopback port. */
  static WebServer serve(int signedLength, int answerLength) throws GeneralSecurityException {
    BareHandler handler = new BareHandler(signedLength, answerLength);
    return WebServer.builder()
        .host("127.0.0.1")
        .port(0)
        .routing(routing -> routing.post(Callers.PATH, handler::handle))
        .build()
        .start();
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
    String code = Base64.getUrlEncoder().withoutPadding().encodeToString(sign(signed));
    response.header("Content-Type", "application/json");
    response.send((beforeToken + code + afterToken).getBytes(US_ASCII));
  }

  private byte[] sign(byte[] bytes) {
    try {
      return ((Mac) keyed.clone()).doFinal(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
