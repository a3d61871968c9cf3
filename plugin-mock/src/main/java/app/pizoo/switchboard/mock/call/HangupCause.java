package app.pizoo.switchboard.mock.call;

/** Why a leg ended, with the error codes that Twilio's browser SDK receives. */
public enum HangupCause {
  /** A party hung up, or the TwiML ended. */
  NORMAL(0, ""),
  /** The callee declined. */
  DECLINED(31603, "Decline"),
  /** The callee is on another call. */
  BUSY(31486, "Busy Here"),
  /** There is no such callee, or none of its devices is connected. */
  NOT_FOUND(31404, "Not Found"),
  /** Nobody answered in time. */
  NO_ANSWER(31480, "Temporarily Unavailable"),
  /** The call failed: invalid TwiML or an unreachable number. */
  FAILED(31005, "Error sent from gateway in HANGUP");

  private final int code;
  private final String message;

  HangupCause(int code, String message) {
    this.code = code;
    this.message = message;
  }

  /** Returns Twilio's error code; 0 for a normal end. */
  public int code() {
    return code;
  }

  /** Returns Twilio's message; empty for a normal end. */
  public String message() {
    return message;
  }
}
