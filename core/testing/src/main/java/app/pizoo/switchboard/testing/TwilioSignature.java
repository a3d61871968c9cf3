package app.pizoo.switchboard.testing;

import com.twilio.security.RequestValidator;
import java.lang.reflect.Method;
import java.util.Map;

/**
 * Signs webhooks with the code of Twilio's own Java library, so that a mistake of the server is not
 * repeated here and thus hidden.
 */
public final class TwilioSignature {
  private TwilioSignature() {}

  /**
   * Returns the value of the header {@code X-Twilio-Signature}.
   *
   * @param url the address of the webhook as the receiver knows it, with its query
   * @param fields the fields of the form
   */
  public static String sign(String authToken, String url, Map<String, String> fields) {
    try {
      // The library only validates in public.
      Method sign =
          RequestValidator.class.getDeclaredMethod(
              "getValidationSignature", String.class, Map.class);
      sign.setAccessible(true);
      return (String) sign.invoke(new RequestValidator(authToken), url, fields);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
