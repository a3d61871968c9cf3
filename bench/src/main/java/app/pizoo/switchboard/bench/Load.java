package app.pizoo.switchboard.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to send requests to a loopback port. Requests are prepared beforehand, so that a load costs
 * this process little.
 */
sealed interface Load {
  /**
   * Sends all requests and returns when each has a response, or none within a minute.
   *
   * @param status the expected status
   */
  LoadResult run(int port, List<byte[]> requests, int status) throws InterruptedException;

  /**
   * Callers that each have one connection and send the next request when they have the response to
   * the last one. Latency counts from the time when a request is sent.
   */
  record Closed(int callers) implements Load {
    @Override
    public LoadResult run(int port, List<byte[]> requests, int status) throws InterruptedException {
      Outcomes outcomes = new Outcomes(port, requests, status);
      AtomicInteger next = new AtomicInteger();
      Thread[] threads = new Thread[callers];
      for (int i = 0; i < callers; i++) {
        threads[i] =
            Thread.ofVirtual()
                .start(() -> {
                  Optional<Connection> connection = Optional.empty();
                  int number = next.getAndIncrement();
                  while (number < requests.size()) {
                    connection = outcomes.exchange(number, connection, System.nanoTime());
                    number = next.getAndIncrement();
                  }
                  connection.ifPresent(Connection::close);
                });
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return outcomes.result();
    }

    @Override
    public String toString() {
      return callers + " callers";
    }
  }

  /**
   * A constant rate over persistent connections, whether or not the server keeps up. Latency counts
   * from the time when a request is due, so that a server that falls behind shows it (no
   * coordinated omission).
   */
  record ConstantRate(int perSecond) implements Load {
    private static final int CONNECTIONS = 64;

    @Override
    public LoadResult run(int port, List<byte[]> requests, int status) {
      Outcomes outcomes = new Outcomes(port, requests, status);
      BlockingQueue<Optional<Connection>> free = new LinkedBlockingQueue<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        free.add(Optional.empty());
      }
      long began = System.nanoTime();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < requests.size(); i++) {
          int number = i;
          long due = began + i * 1_000_000_000L / perSecond;
          while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
          }
          threads.execute(() -> {
            try {
              free.add(outcomes.exchange(number, free.take(), due));
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
        }
      }
      LoadResult result = outcomes.result();
      free.forEach(connection -> connection.ifPresent(Connection::close));
      return result;
    }

    @Override
    public String toString() {
      return perSecond + "/s";
    }
  }

  /** Collects what becomes of the requests. Safe for all threads. */
  final class Outcomes {
    private final int port;
    private final List<byte[]> requests;
    private final int status;
    private final long began = System.nanoTime();
    private final long[] nanos;
    private final String[] bodies;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicReference<String> firstFailure = new AtomicReference<>("");

    private Outcomes(int port, List<byte[]> requests, int status) {
      this.port = port;
      this.requests = requests;
      this.status = status;
      nanos = new long[requests.size()];
      bodies = new String[requests.size()];
      Arrays.fill(bodies, "");
    }

    /** Sends one request; returns its connection if that can be used again. */
    private Optional<Connection> exchange(int number, Optional<Connection> open, long since) {
      Optional<Connection> connection = open;
      try {
        if (connection.isEmpty()) {
          connection = Optional.of(new Connection(port));
        }
        Connection.HttpReply reply = connection.get().exchange(requests.get(number));
        bodies[number] = reply.body();
        if (reply.status() != status) {
          refused.incrementAndGet();
          firstFailure.compareAndSet("", reply.status() + " " + reply.body());
        }
        if (reply.closes()) {
          connection.get().close();
          connection = Optional.empty();
        }
      } catch (IOException e) {
        failed.incrementAndGet();
        firstFailure.compareAndSet("", e.toString());
        connection.ifPresent(Connection::close);
        connection = Optional.empty();
      }
      nanos[number] = System.nanoTime() - since;
      return connection;
    }

    private LoadResult result() {
      double seconds = (System.nanoTime() - began) / 1e9;
      Arrays.sort(nanos);
      return new LoadResult(
          seconds, nanos, refused.get(), failed.get(), firstFailure.get(), bodies);
    }
  }
}
