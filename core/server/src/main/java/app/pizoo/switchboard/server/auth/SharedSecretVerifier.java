package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.server.crypto.HmacSha256;
import app.pizoo.switchboard.spi.http.Caller;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Verifies tokens that the app's backend signed with a shared secret: HS256 only (RFC 7518, section
 * 3.2). Runs for every request: takes no lock and does no I/O.
 */
final class SharedSecretVerifier implements TokenVerifier {
  private final HmacSha256 hmac;
  private final Optional<HmacSha256> next;
  private final ClaimsCheck check;

  /**
   * Creates a verifier.
   *
   * @param next a second secret, accepted while secrets are rotated
   */
  SharedSecretVerifier(String secret, Optional<String> next, ClaimsCheck check) {
    this.check = check;
    this.hmac = new HmacSha256(secret);
    this.next = next.map(HmacSha256::new);
  }

  @Override
  public Caller verify(String token) {
    CompactToken parsed = CompactToken.parse(token);
    if (!parsed.headerText("alg").equals("HS256")) {
      throw ClaimsCheck.invalid("the token is signed with another algorithm");
    }
    if (!isSigned(hmac, parsed) && !(next.isPresent() && isSigned(next.get(), parsed))) {
      throw ClaimsCheck.invalid("the signature is wrong");
    }
    parsed.mustBeJwt();
    return check.caller(parsed.claims());
  }

  private static boolean isSigned(HmacSha256 hmac, CompactToken token) {
    return MessageDigest.isEqual(hmac.of(token.signed()), token.signature());
  }
}
