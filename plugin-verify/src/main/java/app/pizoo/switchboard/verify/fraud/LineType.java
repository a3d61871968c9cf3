package app.pizoo.switchboard.verify.fraud;

/** What kind of line a number is, as far as sending codes goes. */
enum LineType {
  /** Takes messages and calls. */
  MOBILE,
  /** Takes calls alone. */
  LANDLINE,
  /** Costs more than others, or leads to no person: toll fraud lives from such numbers. */
  REFUSED,
  /** Rented by the thousand, or nobody knows: not refused, but people have to show themselves. */
  DOUBTFUL;

  /** The type in the words of Twilio Lookup. */
  static LineType of(String name) {
    return switch (name) {
      case "mobile" -> MOBILE;
      case "landline" -> LANDLINE;
      case "premium", "sharedCost", "tollFree", "uan", "pager", "voicemail" -> REFUSED;
      default -> DOUBTFUL;
    };
  }
}
