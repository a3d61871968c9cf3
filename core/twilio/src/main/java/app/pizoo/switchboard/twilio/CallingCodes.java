package app.pizoo.switchboard.twilio;

/**
 * Finds the length of country calling codes (ITU-T E.164, Annex D): one, two or three digits, none
 * a prefix of another. It needs no numbering plans, since log lines must not wait for them to load.
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
