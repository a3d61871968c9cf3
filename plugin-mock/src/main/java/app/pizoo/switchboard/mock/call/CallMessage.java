package app.pizoo.switchboard.mock.call;

/**
 * A user-defined message that one end of a call sends to the other.
 *
 * @param messageType such as {@code user-defined-message}
 * @param contentType the media type of the content
 * @param content the content as received
 */
public record CallMessage(String messageType, String contentType, String content) {
  @Override
  public String toString() {
    return "CallMessage[" + contentType + ", " + content.length() + " characters]";
  }
}
