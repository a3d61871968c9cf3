package app.pizoo.switchboard.verify.fraud;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.JsonClient;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Verifies captcha tokens at their provider, with the request that Turnstile, hCaptcha and
 * reCAPTCHA have in common: a form with {@code secret} and {@code response}; the response is {@code
 * {"success":…,"hostname":…}}. The user's IP address is not sent: the provider has seen it, and
 * behind an untrusted proxy it is the proxy's. Thread-safe; waits at most three seconds.
 */
public final class SiteVerify {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 16 * 1024;

  /** Error codes that do not concern the token. */
  private static final Set<String> FAULTS =
      Set.of("missing-input-secret", "invalid-input-secret", "internal-error");

  private final JsonClient client;
  private final String secret;
  private final Set<String> hostnames;
  private final ThrottledLogger logger;

  /**
   * Creates it.
   *
   * @param hostnames the pages on which captchas may be solved; empty for any
   */
  public SiteVerify(URI address, String secret, Set<String> hostnames, ThrottledLogger logger) {
    this.client = new JsonClient(address, TIMEOUT, MAX_BYTES);
    this.secret = secret;
    this.hostnames = hostnames;
    this.logger = logger;
  }

  /** The result of verifying a token. */
  enum Verdict {
    /** The token is valid, and comes from an allowed page. */
    RIGHT,
    WRONG,
    /** The provider did not respond, or its response is unusable. */
    UNKNOWN
  }

  /** Verifies a token. */
  Verdict verify(String token) {
    try {
      return isRight(ask(token)) ? Verdict.RIGHT : Verdict.WRONG;
    } catch (IOException e) {
      logger.log(WARNING, "verifying a captcha failed", e.getClass().getSimpleName(), e);
      return Verdict.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.UNKNOWN;
    }
  }

  private boolean isRight(JsonObject body) throws IOException {
    if (body.get("error-codes") instanceof JsonArray errors
        && errors.stream().anyMatch(SiteVerify::isFault)) {
      logger.log(ERROR, "the captcha provider rejects the secret or reports an internal error");
      throw new IOException("the captcha provider reports an internal error");
    }
    if (!JsonValue.TRUE.equals(body.get("success"))) {
      return false;
    }
    if (hostnames.isEmpty()
        || (body.get("hostname") instanceof JsonString name
            && hostnames.contains(name.getString()))) {
      return true;
    }
    logger.log(
        WARNING, "a captcha was solved on a page that SWITCHBOARD_CAPTCHA_HOSTNAMES does not list");
    return false;
  }

  private static boolean isFault(JsonValue error) {
    return error instanceof JsonString text && FAULTS.contains(text.getString());
  }

  private JsonObject ask(String token) throws IOException, InterruptedException {
    String form = "secret=" + encode(secret) + "&response=" + encode(token);
    JsonClient.Result result = client.post("application/x-www-form-urlencoded", form, Map.of());
    return result.body().orElseThrow(() -> new IOException("status " + result.status()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
