package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Twilio documents it, written with other means than the code under test. */
final class SignatureOracle {
  private SignatureOracle() {}

  static String sign(String token, String url, String form) {
    TreeMap<String, TreeSet<String>> values = new TreeMap<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        values
            .computeIfAbsent(URLDecoder.decode(parts[0], UTF_8), name -> new TreeSet<>())
            .add(URLDecoder.decode(parts[1], UTF_8));
      }
    }
    String parameters =
        values.entrySet().stream()
            .flatMap(entry -> entry.getValue().stream().map(value -> entry.getKey() + value))
            .collect(Collectors.joining());
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(token.getBytes(UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal((url + parameters).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
