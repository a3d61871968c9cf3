package app.pizoo.switchboard.mock.call;

/**
 * A message that travels with a call, from one end to the other.
 *
 * @param messageType such as {@code user-defined-message}
 * @param contentType media type of the content
 * @param content the content, as it came
 */
public record CallMessage(String messageType, String contentType, String content) {
  @Override
  public String toString() {
    return "CallMessage[" + contentType + ", " + content.length() + " characters]";
  }
}
