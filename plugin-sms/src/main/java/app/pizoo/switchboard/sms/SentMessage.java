package app.pizoo.switchboard.sms;

/**
 * A message that Twilio took on.
 *
 * @param status in Twilio's words
 */
record SentMessage(String sid, String status) {

  /** As it is kept for a client that asks again. */
  String text() {
    return sid + ' ' + status;
  }

  static SentMessage of(String text) {
    int blank = text.indexOf(' ');
    return new SentMessage(text.substring(0, blank), text.substring(blank + 1));
  }
}
