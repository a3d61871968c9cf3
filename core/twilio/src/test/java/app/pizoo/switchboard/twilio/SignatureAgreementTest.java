package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.Request;
import com.twilio.security.RequestValidator;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Random requests, signed by the oracle and then perhaps changed, on which our guard and the SDK's
 * validator must agree. Left out is what the SDK cannot express: repeated names, addresses that its
 * decoding and encoding changes, queries that older clients encode otherwise.
 */
final class SignatureAgreementTest {
  private static final int REQUESTS = 12_000;
  private static final String TOKEN = "b0".repeat(16);
  private static final String LETTERS = "abcXYZ019_-.";
  private static final String ANY = LETTERS + " +&=%?#/\\\"'<>!*()@:;,\n\u0000ñé漢🙂";

  private final WebhookSignature ours = TestWebhooks.signature(List.of(TOKEN));
  private final RequestValidator sdks = new RequestValidator(TOKEN);

  @Test
  void random_requests_are_admitted_and_refused_by_both_alike() {
    Random random = new Random(20261124);
    int admitted = 0;
    for (int i = 0; i < REQUESTS; i++) {
      int change = random.nextInt(6);
      // With another port the SDK decodes and encodes the query, and so no longer checks what came.
      String signedUrl = url(random, change == 0 ? LETTERS : ANY);
      Map<String, String> signedForm = form(random);
      String signature = SignatureOracle.sign(TOKEN, signedUrl, encoded(signedForm));

      String url = signedUrl;
      Map<String, String> form = signedForm;
      switch (change) {
        case 0 -> url = otherPort(signedUrl, random);
        case 1 -> url = signedUrl.replaceFirst("(?<=[a-z])\\.example", "x.example");
        case 2 -> form = changed(signedForm, random);
        case 3 -> signature = flipped(signature, random);
        default -> {
          // arrives as it was signed
        }
      }
      boolean expected = sdks.validate(url, form, signature);
      assertThat(admits(url, form, signature))
          .as("request %s, change %s: %s arriving as %s", i, change, signedUrl, url)
          .isEqualTo(expected);
      admitted += expected ? 1 : 0;
    }
    // Otherwise the agreement would say little.
    assertThat(admitted).isBetween(REQUESTS / 3, REQUESTS * 4 / 5);
  }

  @Test
  void random_bodies_with_their_hash_are_admitted_and_refused_by_both_alike() throws Exception {
    Random random = new Random(42);
    int admitted = 0;
    for (int i = 0; i < 1000; i++) {
      String body = text(random, ANY, 200) + "x";
      String hash = hash(body);
      String url = url(random, LETTERS).replaceFirst("\\?.*", "") + "?bodySHA256=" + hash;
      String signature = SignatureOracle.sign(TOKEN, url, "");
      String arriving = random.nextInt(3) == 0 ? body + "y" : body;
      boolean expected = sdks.validate(url, arriving, signature);
      Request request =
          Request.of("POST", url).withBody("application/json", arriving.getBytes(UTF_8));
      assertThat(admits(request.withHeader("X-Twilio-Signature", signature))).isEqualTo(expected);
      admitted += expected ? 1 : 0;
    }
    assertThat(admitted).isBetween(400, 900);
  }

  private boolean admits(String url, Map<String, String> form, String signature) {
    return admits(
        Request.of("POST", url)
            .withBody("application/x-www-form-urlencoded", encoded(form).getBytes(US_ASCII))
            .withHeader("X-Twilio-Signature", signature));
  }

  private boolean admits(Request request) {
    try {
      return ours.admit(request).caller().subject().equals("twilio");
    } catch (Problem problem) {
      return false;
    }
  }

  private static String url(Random random, String values) {
    String user = random.nextInt(8) == 0 ? "user:pass@" : "";
    String port = List.of("", "", "", ":443", ":80", ":8443").get(random.nextInt(6));
    String query =
        random.nextBoolean()
            ? "?" + text(random, LETTERS, 8) + "=" + encoded(text(random, values, 12))
            : "";
    return (random.nextInt(4) == 0 ? "http" : "https")
        + "://"
        + user
        + "host.example"
        + port
        + "/"
        + text(random, LETTERS, 12)
        + query;
  }

  private static String otherPort(String url, Random random) {
    String bare = url.replaceFirst("(?<=example):\\d+", "");
    String port = List.of("", ":443", ":80", ":8443").get(random.nextInt(4));
    return bare.replaceFirst("\\.example", ".example" + port);
  }

  private static Map<String, String> form(Random random) {
    Map<String, String> form = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      form.put(text(random, LETTERS, 10), text(random, ANY, 20));
    }
    return form;
  }

  private static Map<String, String> changed(Map<String, String> form, Random random) {
    Map<String, String> changed = new LinkedHashMap<>(form);
    changed.merge(text(random, LETTERS, 10), "1", String::concat);
    return changed;
  }

  private static String flipped(String signature, Random random) {
    StringBuilder flipped = new StringBuilder(signature);
    int at = random.nextInt(signature.length() - 2);
    flipped.setCharAt(at, flipped.charAt(at) == 'A' ? 'B' : 'A');
    return flipped.toString();
  }

  private static String text(Random random, String alphabet, int longest) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String hash(String body) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
  }
}
