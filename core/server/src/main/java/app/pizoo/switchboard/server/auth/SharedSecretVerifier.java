package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.server.crypto.HmacSha256;
import app.pizoo.switchboard.spi.http.Caller;
import java.security.MessageDigest;

/**
 * Verifies tokens that the app's backend signed with the shared secret: HS256 only (RFC 7518,
 * section 3.2). Runs for every request: takes no lock and does no I/O.
 */
final class SharedSecretVerifier implements TokenVerifier {
  private final HmacSha256 hmac;
  private final ClaimsCheck check;

  SharedSecretVerifier(String secret, ClaimsCheck check) {
    this.check = check;
    this.hmac = new HmacSha256(secret);
  }

  @Override
  public Caller verify(String token) {
    CompactToken parsed = CompactToken.parse(token);
    if (!parsed.headerText("alg").equals("HS256")) {
      throw ClaimsCheck.invalid("the token is signed with another algorithm");
    }
    if (!MessageDigest.isEqual(hmac.of(parsed.signed()), parsed.signature())) {
      throw ClaimsCheck.invalid("the signature is wrong");
    }
    parsed.mustBeJwt();
    return check.caller(parsed.claims());
  }
}
