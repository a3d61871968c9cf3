package app.pizoo.switchboard.server.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.ThrottledLogger;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetParseException;
import com.nimbusds.jose.jwk.source.JWKSetRetrievalException;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the identity provider's keys, and drops those that are too weak. The cache in front calls
 * it on a request's thread, never twice at the same time.
 */
final class PublishedKeys implements JWKSetSource<SecurityContext> {
  /** How long fetched keys stay valid if the provider is out of reach. */
  static final Duration KEEP_IN_OUTAGE = Duration.ofDays(1);

  private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofSeconds(30);
  private static final Duration PAUSE_AFTER_FAILED_REFRESH = Duration.ofSeconds(1);
  private static final int MAX_BYTES = 256 * 1024;

  private final HttpRequest request;
  private final Duration timeout;
  private final ThrottledLogger log;

  private boolean fetched;
  private long fetchedAt;
  private long refreshFrom = System.nanoTime();
  private long failedAt = Long.MIN_VALUE;

  /**
   * Creates a source of keys.
   *
   * @param timeout for the complete response
   */
  PublishedKeys(URI address, Duration timeout, Clock clock) {
    this.request = HttpRequest.newBuilder(address).header("Accept", "application/json").build();
    this.timeout = timeout;
    this.log = new ThrottledLogger(System.getLogger(PublishedKeys.class.getName()), clock);
  }

  /**
   * Fetches the keys. With keys in the cache it does so at most every 30 s, since anyone can send
   * tokens that name unknown keys. Without keys it does so for each call; but those that waited
   * while an attempt failed share the failure instead of waiting for one more each.
   */
  @Override
  public JWKSet getJWKSet(
      JWKSetCacheRefreshEvaluator refresh, long callTime, @Nullable SecurityContext context)
      throws JWKSetUnavailableException {
    long now = System.nanoTime();
    boolean cached = fetched && now - fetchedAt < KEEP_IN_OUTAGE.toNanos();
    if (cached && now - refreshFrom < 0) {
      throw new JWKSetUnavailableException("the keys were fetched a moment ago");
    }
    if (failedAt > callTime && failedAt <= System.currentTimeMillis()) {
      throw new JWKSetUnavailableException("the keys could not be fetched a moment ago");
    }
    try {
      JWKSet keys = StrongKeys.of(JWKSet.parse(fetch()), log);
      if (cached) {
        refreshFrom = System.nanoTime() + REFRESH_AT_MOST_EVERY.toNanos();
      }
      fetched = true;
      fetchedAt = System.nanoTime();
      return keys;
    } catch (IOException | ParseException e) {
      failedAt = System.currentTimeMillis();
      refreshFrom = System.nanoTime() + PAUSE_AFTER_FAILED_REFRESH.toNanos();
      throw e instanceof ParseException
          ? new JWKSetParseException("no set of keys", e)
          : new JWKSetRetrievalException("no response with keys", e);
    }
  }

  /**
   * Sends the request in a client of its own: ending that client also closes connections whose
   * response was not HTTP, which the JDK's client keeps open.
   */
  private String fetch() throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    try {
      // The request's own timeout would cover only the headers.
      return text(
          client
              .sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BYTES))
              .get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no complete response", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      client.shutdownNow();
    }
  }

  private static String text(HttpResponse<byte[]> response) throws IOException {
    if (response.statusCode() != 200) {
      throw new IOException("status " + response.statusCode());
    }
    return new String(response.body(), UTF_8);
  }

  @Override
  public void close() {}
}
