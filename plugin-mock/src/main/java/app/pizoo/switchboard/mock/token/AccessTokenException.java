package app.pizoo.switchboard.mock.token;

/** An access token is not valid. */
public final class AccessTokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final TokenError fault;

  /** Takes the error. */
  public AccessTokenException(TokenError fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  /** Returns the error. */
  public TokenError fault() {
    return fault;
  }
}
