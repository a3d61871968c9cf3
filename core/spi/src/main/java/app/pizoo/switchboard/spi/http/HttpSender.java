package app.pizoo.switchboard.spi.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests with the JDK's HTTP client, each with a timeout for the complete response. The
 * JDK's client keeps a connection open whose response is not HTTP, until the client itself ends. So
 * a client that read such a response is replaced, and ends after its other requests. Safe for use
 * by multiple threads.
 */
public final class HttpSender implements AutoCloseable {
  private final Supplier<HttpClient> factory;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Lease current;
  private boolean closed;

  /** A client and the number of its requests; guarded by the lock. */
  private static final class Lease {
    private final HttpClient client;
    private int requests;

    Lease(HttpClient client) {
      this.client = client;
    }
  }

  /**
   * Takes what creates clients. The first one is created for the first request.
   *
   * @param factory creates a client that nobody else uses
   */
  public HttpSender(Supplier<HttpClient> factory) {
    this.factory = factory;
  }

  /** Creates the client now; this takes a while, since it reads the trusted certificates. */
  public void warmUp() {
    lock.lock();
    try {
      if (!closed) {
        lease();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends one request and reads the complete response.
   *
   * @throws TimeoutException if it has not arrived within {@code timeout}; its connection is closed
   * @throws IOException if there is no response, or if it is not HTTP
   */
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> body, Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    Lease lease = begin();
    boolean broken = false;
    try {
      CompletableFuture<HttpResponse<T>> response = lease.client.sendAsync(request, body);
      try {
        return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        // Closes the connection if the response is not complete; otherwise without effect.
        response.cancel(true);
      }
    } catch (ExecutionException e) {
      broken = !isConnectionGone(e.getCause());
      throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
    } finally {
      end(lease, broken);
    }
  }

  /** Whether there was no connection, or it was the other side that ended it. */
  private static boolean isConnectionGone(@Nullable Throwable failure) {
    return failure instanceof SocketException
        || failure instanceof HttpTimeoutException
        || (failure != null && failure.getCause() instanceof EOFException);
  }

  private Lease begin() throws IOException {
    lock.lock();
    try {
      if (closed) {
        throw new IOException("closed");
      }
      Lease lease = lease();
      lease.requests++;
      return lease;
    } finally {
      lock.unlock();
    }
  }

  private Lease lease() {
    Lease lease = current;
    if (lease == null) {
      lease = new Lease(factory.get());
      current = lease;
    }
    return lease;
  }

  private void end(Lease lease, boolean broken) {
    boolean last;
    lock.lock();
    try {
      if (broken && lease == current) {
        current = null;
      }
      lease.requests--;
      last = lease != current && lease.requests == 0;
    } finally {
      lock.unlock();
    }
    if (last) {
      lease.client.shutdownNow();
    }
  }

  /** Ends all requests and connections. */
  @Override
  public void close() {
    Lease lease;
    lock.lock();
    try {
      closed = true;
      lease = current;
    } finally {
      lock.unlock();
    }
    if (lease != null) {
      lease.client.shutdownNow();
    }
  }
}
