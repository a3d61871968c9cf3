package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The form of a webhook together with its signature.
 *
 * @param body the encoded form
 * @param signature the value of the header {@code X-Twilio-Signature}
 */
public record SignedForm(String body, String signature) {

  /** Signs fields for an address as the receiver knows it. */
  public static SignedForm of(String authToken, String url, Map<String, String> fields) {
    String body =
        new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    return new SignedForm(body, TwilioSignature.sign(authToken, url, fields));
  }

  /** The headers to send with it. */
  public Map<String, String> headers() {
    return Map.of(
        "Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", signature);
  }
}
