package app.pizoo.switchboard.sms;

/** The outcome of a request to send a message. */
sealed interface SendOutcome {
  /**
   * Twilio accepted the message.
   *
   * @param status Twilio's message status
   */
  record Accepted(String sid, String status) implements SendOutcome {}

  /** The recipient has opted out at Twilio (error 21610). */
  record OptedOut() implements SendOutcome {}
}
