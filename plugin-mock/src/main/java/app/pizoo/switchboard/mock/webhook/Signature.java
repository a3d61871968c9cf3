package app.pizoo.switchboard.mock.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks as Twilio does: HMAC-SHA1 over the URL and the sorted form fields. */
public final class Signature {
  private final byte[] key;

  /** Takes the account's auth token. */
  public Signature(String authToken) {
    key = authToken.getBytes(UTF_8);
  }

  /** Returns the value of {@code X-Twilio-Signature}; the fragment of the URL is ignored. */
  public String of(String url, List<Webhook.Field> fields) {
    TreeMap<String, TreeSet<String>> sorted = new TreeMap<>();
    fields.forEach(
        field -> sorted.computeIfAbsent(field.name(), _ -> new TreeSet<>()).add(field.value()));
    StringBuilder data = new StringBuilder(withoutFragment(url));
    sorted.forEach((name, values) -> values.forEach(value -> data.append(name).append(value)));
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key, "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(data.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA1", e);
    }
  }

  static String withoutFragment(String url) {
    int fragment = url.indexOf('#');
    return fragment < 0 ? url : url.substring(0, fragment);
  }
}
