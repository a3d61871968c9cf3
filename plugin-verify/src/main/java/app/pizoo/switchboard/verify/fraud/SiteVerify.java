package app.pizoo.switchboard.verify.fraud;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ThrottledLogger;
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
 * Asks a captcha's provider whether a token is right, by what Turnstile, hCaptcha and reCAPTCHA
 * have in common: a form with {@code secret} and {@code response}, answered by {@code
 * {"success":…,"hostname":…}}. The user's address is not sent: the provider saw it, and behind a
 * proxy that is not trusted it is somebody else's. May be called by any thread; waits three seconds
 * at most.
 */
public final class SiteVerify {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int MAX_BYTES = 16 * 1024;

  /** What a provider says when the fault is not the token's. */
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
   * @param hostnames where captchas may have been solved; empty for anywhere
   */
  public SiteVerify(URI address, String secret, Set<String> hostnames, ThrottledLogger logger) {
    this.address = address;
    this.secret = secret;
    this.hostnames = hostnames;
    this.logger = logger;
  }

  /** What a provider says of a token. */
  enum Verdict {
    /** It is right, and was made where it may be. */
    RIGHT,
    WRONG,
    /** There is no answer, or none that can be believed. */
    UNKNOWN
  }

  /** Asks about a token. */
  Verdict verify(String token) {
    try {
      return isRight(ask(token)) ? Verdict.RIGHT : Verdict.WRONG;
    } catch (IOException | Problem e) {
      logger.log(WARNING, "captchas cannot be verified", e.getClass().getSimpleName(), e);
      return Verdict.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.UNKNOWN;
    }
  }

  private boolean isRight(JsonObject answer) throws IOException {
    if (answer.get("error-codes") instanceof JsonArray errors
        && errors.stream().anyMatch(SiteVerify::isFault)) {
      logger.log(ERROR, "the captcha's provider refuses the secret, or has failed");
      throw new IOException("the provider's own fault");
    }
    if (!JsonValue.TRUE.equals(answer.get("success"))) {
      return false;
    }
    if (hostnames.isEmpty()
        || (answer.get("hostname") instanceof JsonString name
            && hostnames.contains(name.getString()))) {
      return true;
    }
    logger.log(WARNING, "captchas come from a page that SWITCHBOARD_CAPTCHA_HOSTNAMES lacks");
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
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES));
    try {
      // The client's own limit ends with the headers; a body may never come.
      HttpResponse<byte[]> response = answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new IOException("status " + response.statusCode());
      }
      return JsonFields.parse(response.body()).object();
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no whole answer", e);
    } finally {
      answer.cancel(true);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
