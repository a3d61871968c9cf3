package app.pizoo.switchboard.mock.twiml;

/** An answer that cannot be carried out; carries Twilio's error code. */
public final class BrokenTwiml extends Exception {
  private static final long serialVersionUID = 1;

  private final int code;
  private final String explanation;

  BrokenTwiml(int code, String message) {
    super(message, null, false, false);
    this.code = code;
    explanation = message;
  }

  /** What is wrong. */
  public String explanation() {
    return explanation;
  }

  /** Twilio's code, such as 12100. */
  public int code() {
    return code;
  }
}
