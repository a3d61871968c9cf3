package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.HttpSender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/**
 * Sends requests over pooled HTTP/1.1 connections, as many as are in use at once.
 *
 * <p>It uses the JDK's client, which has no connection limit to collapse under, never repeats a
 * POST, can be canceled at a deadline for the complete response, and adds no dependency. With 500
 * concurrent callers it has about nine times the throughput of the SDK's default client.
 * httpclient5 with a larger pool has a third more at half the processor time, far above what Twilio
 * accepts from one account, but its timeout covers each read only (measured by {@code
 * PoolBenchmark}).
 */
final class HttpConnections implements AutoCloseable {
  /** More than any response that is read here: 200 of the longest messages take about 2 MiB. */
  static final int MAX_RESPONSE_BYTES = 4 << 20;

  private final Optional<URI> baseUrl;
  private final HttpSender sender;

  HttpConnections(Optional<URI> baseUrl, Duration connectTimeout) {
    this.baseUrl = baseUrl;
    this.sender =
        new HttpSender(() ->
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build());
  }

  /** Creates the client ahead of the first request. */
  void warmUp() {
    sender.warmUp();
  }

  /**
   * A request to Twilio, or to the configured base URL if there is one. There it carries the host
   * that it was meant for, since the paths of two products can be the same.
   */
  HttpRequest.Builder request(String url) {
    if (baseUrl.isEmpty()) {
      return HttpRequest.newBuilder(URI.create(url));
    }
    int path = pathStart(url);
    return HttpRequest.newBuilder(URI.create(baseUrl.get() + url.substring(path)))
        .setHeader("X-Forwarded-Host", url.substring(url.indexOf("://") + 3, path));
  }

  private static int pathStart(String url) {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    return slash < 0 ? url.length() : slash;
  }

  /**
   * Sends one request and reads the complete response.
   *
   * @throws TimeoutException if it has not arrived within {@code timeout}
   */
  HttpResponse<byte[]> send(HttpRequest request, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    return sender.send(
        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE_BYTES), timeout);
  }

  @Override
  public void close() {
    sender.close();
  }
}
