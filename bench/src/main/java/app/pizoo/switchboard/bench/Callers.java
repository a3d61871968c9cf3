package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;

/**
 * The users who request tokens. There are so many that none comes near a user's rate limit, because
 * the benchmark must not measure refusals.
 */
final class Callers {
  static final String PATH = "/api/twilio/voice/token";
  static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final int USERS = 6000;

  private final byte[][] requests = new byte[USERS][];
  private int next;

  Callers(int port) throws JOSEException {
    MACSigner signer = new MACSigner(SECRET.getBytes(UTF_8));
    for (int i = 0; i < USERS; i++) {
      requests[i] = request("user%04d".formatted(i), port, signer);
    }
  }

  private static byte[] request(String user, int port, MACSigner signer) throws JOSEException {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(user)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)))
                .build());
    token.sign(signer);
    String body = "{\"identity\":\"" + user + "\"}";
    return """
    POST %s HTTP/1.1
    Host: 127.0.0.1:%d
    Authorization: Bearer %s
    Content-Type: application/json
    Content-Length: %d

    %s\
    """
        .formatted(PATH, port, token.serialize(), body.length(), body)
        .replace("\n", "\r\n")
        .getBytes(UTF_8);
  }

  /** The next user's request. */
  byte[] next() {
    return requests[next++ % USERS];
  }
}
