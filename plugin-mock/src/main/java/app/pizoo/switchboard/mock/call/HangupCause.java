package app.pizoo.switchboard.mock.call;

/** Why a leg ended, in the codes that a browser's device is told. */
public enum HangupCause {
  /** Somebody hung up, or there was nothing more to do. */
  NORMAL(0, ""),
  /** The callee declined. */
  DECLINED(31603, "Decline"),
  /** The callee is on another call. */
  BUSY(31486, "Busy Here"),
  /** There is no such callee, or none of its devices is connected. */
  NOT_FOUND(31404, "Not Found"),
  /** Nobody answered in time. */
  NO_ANSWER(31480, "Temporarily Unavailable"),
  /** The call could not be carried out: broken TwiML, a number that cannot be reached. */
  FAILED(31005, "Error sent from gateway in HANGUP");

  private final int code;
  private final String message;

  HangupCause(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** Twilio's code, 0 if there is nothing to explain. */
  public int code() {
    return code;
  }

  /** Twilio's words, empty if there is nothing to explain. */
  public String message() {
    return message;
  }
}
