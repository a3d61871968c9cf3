package app.pizoo.switchboard.sms;

/**
 * A message that Twilio accepted.
 *
 * @param status Twilio's message status
 */
record SentMessage(String sid, String status) {

  /** The form that is stored for a client that repeats its request. */
  String text() {
    return sid + ' ' + status;
  }

  static SentMessage of(String text) {
    int blank = text.indexOf(' ');
    return new SentMessage(text.substring(0, blank), text.substring(blank + 1));
  }
}
