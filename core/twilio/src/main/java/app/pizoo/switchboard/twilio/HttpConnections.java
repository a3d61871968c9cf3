package app.pizoo.switchboard.twilio;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
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
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

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
  private final Duration connectTimeout;

  /** Read while a request is submitted, written while the client is replaced. */
  private final ReentrantReadWriteLock replacing = new ReentrantReadWriteLock();

  private volatile @Nullable HttpClient client;

  HttpConnections(Optional<URI> baseUrl, Duration connectTimeout) {
    this.baseUrl = baseUrl;
    this.connectTimeout = connectTimeout;
  }

  /** Creates the client once; this takes a while, since it reads the trusted certificates. */
  HttpClient open() {
    HttpClient open = client;
    if (open != null) {
      return open;
    }
    replacing.writeLock().lock();
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
      replacing.writeLock().unlock();
    }
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
    Submitted submitted = submit(request);
    try {
      return submitted.response().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (!isConnectionGone(e.getCause())) {
        replace(submitted.client());
      }
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } finally {
      // Closes the connection if the response is not complete; otherwise without effect.
      submitted.response().cancel(true);
    }
  }

  /** A request on its way, and the client that sends it. */
  private record Submitted(HttpClient client, CompletableFuture<HttpResponse<byte[]>> response) {}

  @SuppressWarnings("ReferenceEquality") // two clients are never equal
  private Submitted submit(HttpRequest request) {
    while (true) {
      HttpClient open = open();
      replacing.readLock().lock();
      try {
        if (client == open) {
          return new Submitted(
              open,
              open.sendAsync(
                  request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE_BYTES)));
        }
      } finally {
        replacing.readLock().unlock();
      }
    }
  }

  /** Whether there was no connection, or it was the other side that ended it. */
  private static boolean isConnectionGone(@Nullable Throwable failure) {
    return failure instanceof SocketException
        || failure instanceof HttpConnectTimeoutException
        || (failure != null && failure.getCause() instanceof EOFException);
  }

  /**
   * Replaces a client that read a response that is not HTTP. The JDK's client leaks such a
   * connection until the client itself ends, which it does after its other requests are complete.
   */
  @SuppressWarnings("ReferenceEquality") // two clients are never equal
  private void replace(HttpClient used) {
    replacing.writeLock().lock();
    try {
      if (client == used) {
        client = null;
        used.shutdown();
      }
    } finally {
      replacing.writeLock().unlock();
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
