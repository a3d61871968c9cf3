package app.pizoo.switchboard.mock.token;

/** An access token that opens nothing. */
public final class TokenRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final TokenFault fault;

  /** Takes what is wrong with it. */
  public TokenRefused(TokenFault fault) {
    super(fault.message(), null, false, false);
    this.fault = fault;
  }

  /** What is wrong with it. */
  public TokenFault fault() {
    return fault;
  }
}
