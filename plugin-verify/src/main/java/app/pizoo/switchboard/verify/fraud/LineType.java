package app.pizoo.switchboard.verify.fraud;

/** The line type of a number, reduced to what matters for sending codes. */
enum LineType {
  /** Receives messages and calls. */
  MOBILE,
  /** Receives calls only. */
  LANDLINE,
  /** A premium number or one without a person behind it, as used for toll fraud. */
  REFUSED,
  /** A number that is easily rented in bulk, or of an unknown type: a captcha is required. */
  DOUBTFUL;

  /** Maps a line type of Twilio Lookup. */
  static LineType of(String name) {
    return switch (name) {
      case "mobile" -> MOBILE;
      case "landline" -> LANDLINE;
      case "premium", "sharedCost", "tollFree", "uan", "pager", "voicemail" -> REFUSED;
      default -> DOUBTFUL;
    };
  }
}
