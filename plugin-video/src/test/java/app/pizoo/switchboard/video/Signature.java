package app.pizoo.switchboard.video;

import com.twilio.security.RequestValidator;
import java.lang.reflect.Method;
import java.util.Map;

/** Signs webhooks by the SDK's own code, so that no mistake of ours can hide on both sides. */
final class Signature {
  private Signature() {}

  static String of(String authToken, String url, Map<String, String> fields) {
    try {
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
