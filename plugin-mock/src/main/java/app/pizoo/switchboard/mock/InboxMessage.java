package app.pizoo.switchboard.mock;

/**
 * What somebody would have received on a phone or by mail.
 *
 * @param to the receiver
 * @param from the sender
 * @param channel sms, call, whatsapp or email
 * @param body what it said
 * @param code the code in it, or empty
 * @param sid the id of the message or verification
 * @param status its state now
 */
public record InboxMessage(
    String to, String from, String channel, String body, String code, String sid, String status) {

  @Override
  public String toString() {
    return "InboxMessage[" + sid + ", " + channel + ", " + status + "]";
  }
}
