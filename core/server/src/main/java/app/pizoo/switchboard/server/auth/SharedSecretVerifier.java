package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Caller;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Verifies tokens that the app's backend signed with the shared secret: HS256 only (RFC 7518,
 * section 3.2). Runs for every request: takes no lock and does no I/O.
 */
final class SharedSecretVerifier implements TokenVerifier {
  private final Mac keyed;
  private final ClaimsCheck check;

  SharedSecretVerifier(String secret, ClaimsCheck check) {
    this.check = check;
    try {
      keyed = Mac.getInstance("HmacSHA256");
      keyed.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Caller verify(String token) {
    CompactToken parsed = CompactToken.parse(token);
    if (!parsed.headerText("alg").equals("HS256")) {
      throw ClaimsCheck.invalid("the token is signed with another algorithm");
    }
    if (!MessageDigest.isEqual(sign(parsed.signed()), parsed.signature())) {
      throw ClaimsCheck.invalid("the signature is wrong");
    }
    parsed.mustBeJwt();
    return check.caller(parsed.claims());
  }

  private byte[] sign(byte[] bytes) {
    try {
      // A clone is cheaper than looking up the algorithm, and it already has the key.
      return ((Mac) keyed.clone()).doFinal(bytes);
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }
}
