package app.pizoo.switchboard.mock.mailbox;

/**
 * A message that a person would have received by phone or email.
 *
 * @param to the recipient
 * @param from the sender
 * @param channel sms, call, whatsapp or email
 * @param body the text
 * @param code the verification code in it, or empty
 * @param sid the SID of the message or verification
 * @param status its current status
 */
public record ReceivedMessage(
    String to, String from, String channel, String body, String code, String sid, String status) {

  @Override
  public String toString() {
    return "ReceivedMessage[" + sid + ", " + channel + ", " + status + "]";
  }
}
