package app.pizoo.switchboard.mock.token;

/** What can be wrong with an access token, with Twilio's error codes and messages. */
public enum TokenError {
  /** The token is missing or malformed. */
  INVALID(20101, "Invalid Access Token"),
  /** The header does not describe an access token. */
  HEADER(20102, "Invalid Access Token header"),
  /** Another API key or account issued it. */
  ISSUER(20103, "Invalid Access Token issuer/subject"),
  /** It has expired or has no expiry. */
  EXPIRED(20104, "Access Token expired or expiration date invalid"),
  /** It is not yet valid. */
  NOT_YET_VALID(20105, "Access Token not yet valid"),
  /** It has no usable identity or lacks the required grant. */
  GRANTS(20106, "Invalid Access Token grants"),
  /** The signature was not made with the key's secret. */
  SIGNATURE(20107, "Invalid Access Token signature"),
  /** Its lifetime exceeds one day. */
  TOO_LONG(20157, "Expiration Time in the Access Token Exceeds Maximum Time Allowed");

  private final int code;
  private final String message;

  TokenError(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** Returns Twilio's error code. */
  public int code() {
    return code;
  }

  /** Returns Twilio's message. */
  public String message() {
    return message;
  }
}
