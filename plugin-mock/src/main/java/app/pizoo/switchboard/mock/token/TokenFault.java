package app.pizoo.switchboard.mock.token;

/** What can be wrong with an access token, in Twilio's codes and words. */
public enum TokenFault {
  /** No token at all, or nothing like one. */
  INVALID(20101, "Invalid Access Token"),
  /** The header says that it is something else. */
  HEADER(20102, "Invalid Access Token header"),
  /** Made with another API key, or for another account. */
  ISSUER(20103, "Invalid Access Token issuer/subject"),
  /** Its time is over, or it never says when. */
  EXPIRED(20104, "Access Token expired or expiration date invalid"),
  /** Its time has not begun. */
  NOT_YET_VALID(20105, "Access Token not yet valid"),
  /** It names nobody, or does not allow what is asked. */
  GRANTS(20106, "Invalid Access Token grants"),
  /** The signature is not that of the key's secret. */
  SIGNATURE(20107, "Invalid Access Token signature"),
  /** It is valid for longer than a day. */
  TOO_LONG(20157, "Expiration Time in the Access Token Exceeds Maximum Time Allowed");

  private final int code;
  private final String message;

  TokenFault(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** Twilio's code. */
  public int code() {
    return code;
  }

  /** Twilio's words. */
  public String message() {
    return message;
  }
}
