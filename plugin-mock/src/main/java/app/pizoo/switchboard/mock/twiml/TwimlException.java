package app.pizoo.switchboard.mock.twiml;

/** A document cannot be executed. Contains Twilio's error code. */
public final class TwimlException extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String explanation;

  TwimlException(int code, String message) {
    super(message, null, false, false);
    this.code = code;
    explanation = message;
  }

  /** Returns the explanation. */
  public String explanation() {
    return explanation;
  }

  /** Returns Twilio's error code, such as 12100. */
  public int code() {
    return code;
  }
}
