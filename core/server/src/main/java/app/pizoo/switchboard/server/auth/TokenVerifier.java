package app.pizoo.switchboard.server.auth;

import app.pizoo.switchboard.spi.Caller;

/** Checks tokens of the app. May be called by any thread. */
public interface TokenVerifier {
  /** Tokens with more characters are not read. */
  int MAX_LENGTH = 8 * 1024;

  /**
   * Checks a token in compact form and returns whom it names.
   *
   * @throws app.pizoo.switchboard.spi.Problem with {@code token_invalid}, {@code token_expired} or
   *     {@code authentication_unavailable}
   */
  Caller verify(String token);
}
