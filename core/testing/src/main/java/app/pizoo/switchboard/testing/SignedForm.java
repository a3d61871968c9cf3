package app.pizoo.switchboard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook's form as Twilio signs it: the address, then names and values in the names' order.
 *
 * @param body the form
 * @param signature for the header {@code X-Twilio-Signature}
 */
public record SignedForm(String body, String signature) {

  /** Signs fields for an address as the receiver knows it. */
  public static SignedForm of(String authToken, String url, Map<String, String> fields) {
    Map<String, String> sorted = new TreeMap<>(fields);
    StringBuilder signed = new StringBuilder(url);
    sorted.forEach((name, value) -> signed.append(name).append(value));
    String body =
        sorted.entrySet().stream()
            .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return new SignedForm(body, sign(authToken, signed.toString()));
  }

  private static String sign(String authToken, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(authToken.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The headers that go with it. */
  public Map<String, String> headers() {
    return Map.of(
        "Content-Type", "application/x-www-form-urlencoded", "X-Twilio-Signature", signature);
  }
}
