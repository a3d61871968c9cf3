package app.pizoo.switchboard.twilio;

/**
 * Tells country calling codes from what follows them (ITU-T E.164, Annex D): one, two or three
 * digits, none the beginning of another. Small and exact, since log lines need it and must not wait
 * for numbering plans to load.
 */
final class CallingCodes {
  private static final String ONE_DIGIT = "17";

  /** For each first digit, the second digits that make a code of two; all others go on to three. */
  private static final String[] TWO_DIGITS = {
    "", "", "07", "0123469", "013456789", "12345678", "0123456", "", "1246", "0123458"
  };

  private CallingCodes() {}

  /** How many digits of a number in E.164 form are its country calling code. */
  static int length(String e164) {
    char first = e164.charAt(1);
    if (ONE_DIGIT.indexOf(first) >= 0) {
      return 1;
    }
    return TWO_DIGITS[first - '0'].indexOf(e164.charAt(2)) >= 0 ? 2 : 3;
  }
}
