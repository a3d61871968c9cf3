package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.Admission;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.twilio.WebhookRefusals.Reason;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/**
 * Admits requests whose {@code X-Twilio-Signature} was made with one of the account's auth tokens:
 * Base64 of HMAC-SHA1 over the address and, for forms, every parameter. Follows Twilio's "Webhooks
 * security" page and, in what it tolerates, Twilio's libraries.
 *
 * <p>The URL is used byte for byte as the client sent it, and repeated parameters keep all values;
 * the SDK's own validator supports neither.
 */
final class WebhookSignature implements Guard {
  private static final String HEADER = "X-Twilio-Signature";
  private static final String BODY_HASH = "bodySHA256";
  private static final Caller TWILIO = Caller.named("twilio");

  private final List<Hmac> keys;
  private final WebhookRefusals refusals;

  WebhookSignature(List<String> authTokens, WebhookRefusals refusals) {
    if (authTokens.isEmpty()) {
      throw new IllegalArgumentException("signatures cannot be checked without an auth token");
    }
    this.keys = authTokens.stream().map(Hmac::sha1).toList();
    this.refusals = refusals;
  }

  @Override
  public String name() {
    return "signed";
  }

  @Override
  public boolean needsBody() {
    return true;
  }

  @Override
  public List<ProblemCode> problemCodes() {
    return List.of(TwilioProblemCodes.SIGNATURE_MISSING, TwilioProblemCodes.SIGNATURE_INVALID);
  }

  @Override
  public Admission admit(Request request) {
    List<String> signatures = request.headers().all(HEADER);
    if (signatures.isEmpty()) {
      throw refusals.refuse(request, Reason.MISSING);
    }
    if (signatures.size() > 1) {
      throw refusals.refuse(request, Reason.REPEATED);
    }
    if (!isSigned(request, signatures.getFirst())) {
      throw refusals.refuse(request, Reason.MISMATCH);
    }
    return Admission.of(TWILIO);
  }

  private boolean isSigned(Request request, String signature) {
    String parameters = "";
    if (request.hasType("application/x-www-form-urlencoded")) {
      parameters = joined(decoded(request, request::form));
    } else if (request.body().length > 0) {
      mustHash(request);
    }
    byte[] given = signature.getBytes(UTF_8);
    boolean matches = false;
    for (String url : SignedUrl.candidates(request.url())) {
      byte[] message = (url + parameters).getBytes(UTF_8);
      for (Hmac key : keys) {
        // No early return: the time must not reveal which form or token matches (timing attack).
        byte[] expected = Base64.getEncoder().encode(key.of(message));
        matches |= MessageDigest.isEqual(expected, given);
      }
    }
    return matches;
  }

  /** Every name, followed by its values: each value once, all in order. */
  private static String joined(Parameters form) {
    StringBuilder text = new StringBuilder();
    form.asMap().entrySet().stream()
        .sorted((one, other) -> compareAsUtf8(one.getKey(), other.getKey()))
        .forEach(entry ->
            entry.getValue().stream()
                .distinct()
                .sorted(WebhookSignature::compareAsUtf8)
                .forEach(value -> text.append(entry.getKey()).append(value)));
    return text.toString();
  }

  /** The order of the texts' UTF-8 bytes, which is that of their code points. */
  static int compareAsUtf8(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        // Surrogates encode the largest code points, though their own values are not the largest.
        boolean aIsLarge = Character.isSurrogate(a);
        return aIsLarge == Character.isSurrogate(b) ? a - b : aIsLarge ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }

  /** A body that is no form is bound to the address, which is signed, by its hash there. */
  private void mustHash(Request request) {
    List<String> hashes = decoded(request, request::query).all(BODY_HASH);
    byte[] expected = HexFormat.of().formatHex(sha256(request.body())).getBytes(US_ASCII);
    if (hashes.size() != 1 || !MessageDigest.isEqual(expected, hashes.getFirst().getBytes(UTF_8))) {
      throw refusals.refuse(request, Reason.BODY_HASH);
    }
  }

  private Parameters decoded(Request request, Supplier<Parameters> source) {
    try {
      return source.get();
    } catch (Problem badlyEncoded) {
      // Twilio never sends this: respond as to any wrong signature.
      throw refusals.refuse(request, Reason.ENCODING);
    }
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java", e);
    }
  }
}
