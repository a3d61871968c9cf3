package app.pizoo.switchboard.twilio;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests over HTTP/1.1 connections that are kept open, as many as are in use at once.
 *
 * <p>The JDK's client, because it has no limit of connections to collapse under, repeats no POST,
 * can be given up at a deadline that covers the whole answer, and needs nothing beside the JDK.
 * With 500 callers it carries about nine times what the SDK's default client does; httpclient5 with
 * a larger pool carries a third more on half the processor time, far above what Twilio admits from
 * one account, but bounds only each read and not the whole (measured by {@code PoolBenchmark}).
 */
final class Wire implements AutoCloseable {
  /** Above any answer that is read here: 200 of the longest messages have some 2 MiB. */
  static final int MAX_RESPONSE_BYTES = 4 << 20;

  private final Optional<URI> baseUrl;
  private final Duration connectTimeout;
  private final ReentrantLock opening = new ReentrantLock();
  private volatile @Nullable HttpClient client;

  Wire(Optional<URI> baseUrl, Duration connectTimeout) {
    this.baseUrl = baseUrl;
    this.connectTimeout = connectTimeout;
  }

  /** Gets ready to connect, once; takes a while, since it reads the trusted certificates. */
  HttpClient open() {
    HttpClient open = client;
    if (open != null) {
      return open;
    }
    opening.lock();
    try {
      open = client;
      if (open == null) {
        open =
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        client = open;
      }
      return open;
    } finally {
      opening.unlock();
    }
  }

  /** Where a request for one of Twilio's addresses goes. */
  URI target(String url) {
    return URI.create(baseUrl.map(base -> base + url.substring(pathStart(url))).orElse(url));
  }

  private static int pathStart(String url) {
    int slash = url.indexOf('/', url.indexOf("://") + 3);
    return slash < 0 ? url.length() : slash;
  }

  /**
   * Sends one request and reads the whole answer.
   *
   * @throws TimeoutException if it has not come within {@code limit}
   */
  HttpResponse<byte[]> send(HttpRequest request, Duration limit)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        open()
            .sendAsync(
                request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE_BYTES));
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } finally {
      // Gives the connection up if the answer is no longer awaited; otherwise without effect.
      answer.cancel(true);
    }
  }

  @Override
  public void close() {
    HttpClient open = client;
    if (open != null) {
      open.shutdownNow();
    }
  }
}
