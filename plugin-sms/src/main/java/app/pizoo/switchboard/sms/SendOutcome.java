package app.pizoo.switchboard.sms;

/** What became of a request to send a message. */
sealed interface SendOutcome {
  /**
   * Twilio took it on.
   *
   * @param status in Twilio's words
   */
  record Accepted(String sid, String status) implements SendOutcome {}

  /** The recipient told Twilio to send no more. */
  record OptedOut() implements SendOutcome {}
}
