package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.spi.http.Caller;

/** Verifies the app's tokens. Safe for use by multiple threads. */
public interface TokenVerifier {
  /** Longer tokens are refused unread. */
  int MAX_LENGTH = 8 * 1024;

  /**
   * Verifies a token in compact form and returns its caller.
   *
   * @throws app.pizoo.switchboard.spi.http.Problem with {@code token_invalid}, {@code
   *     token_expired} or {@code authentication_unavailable}
   */
  Caller verify(String token);
}
