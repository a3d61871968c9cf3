package app.pizoo.switchboard.twilio;

import com.twilio.exception.TwilioException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown inside a {@link TwilioClient} request if a response lacks a field that Twilio always
 * sends, such as an SID or a status. It is no response of Twilio's then, and never a success.
 */
public final class IncompleteResponse extends TwilioException {
  private static final long serialVersionUID = 1;

  private IncompleteResponse() {
    super("a field is missing");
  }

  /** A value that a response must have. */
  public static <T> T require(@Nullable T value) {
    if (value == null || value.equals("")) {
      throw new IncompleteResponse();
    }
    return value;
  }
}
