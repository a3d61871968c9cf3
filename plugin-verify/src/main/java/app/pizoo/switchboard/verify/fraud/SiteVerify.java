package app.pizoo.switchboard.verify.fraud;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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

  private final URI address;
  private final String secret;
  private final Set<String> hostnames;
  private final ThrottledLogger logger;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /**
   * Creates it.
   *
   * @param hostnames the pages on which captchas may be solved; empty for any
   */
  public SiteVerify(URI address, String secret, Set<String> hostnames, ThrottledLogger logger) {
    this.address = address;
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
    } catch (IOException | Problem e) {
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
      throw new IOException("the captcha provider reports an error of its own");
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
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TIMEOUT)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    CompletableFuture<HttpResponse<byte[]>> pending =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      // The client's own timeout covers only the headers; the body may never arrive.
      HttpResponse<byte[]> response = pending.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return JsonFields.parse(response.body()).object();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no complete response", e);
    } finally {
      pending.cancel(true);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
