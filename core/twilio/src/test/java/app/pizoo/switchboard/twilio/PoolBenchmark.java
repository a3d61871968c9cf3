package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import app.pizoo.switchboard.fixtures.NoMetrics;
import com.sun.management.OperatingSystemMXBean;
import com.twilio.http.HttpClient;
import com.twilio.http.HttpMethod;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.Request;
import com.twilio.http.Response;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/**
 * Prints requests per second and processor time of the clients there were to choose from, with 500
 * callers and an upstream that takes 50 ms. Run by hand: {@code main}, with the test class path.
 */
final class PoolBenchmark {
  private static final int CALLERS = 500;
  private static final Duration UPSTREAM = Duration.ofMillis(50);
  private static final Duration MEASURED = Duration.ofSeconds(6);

  private PoolBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    try (SlowServer server = new SlowServer();
        HttpConnections connections =
            new HttpConnections(Optional.empty(), Duration.ofSeconds(3))) {
      RetryPolicy retryPolicy =
          new RetryPolicy(
              Duration.ofSeconds(10),
              Duration.ofSeconds(3),
              System::nanoTime,
              Thread::sleep,
              new Random(1));
      RequestMetrics metrics =
          new RequestMetrics(new NoMetrics(), new Outage(System.getLogger("benchmark")));
      HttpClient sdks = new NetworkHttpClient();
      HttpClient pooled = new NetworkHttpClient(httpClient5());
      List<String> chosen = List.of(arguments);
      for (int round = 1; round <= 2; round++) {
        if (chosen.isEmpty() || chosen.contains("ours")) {
          measure(
              "java.net.http (ours)",
              server,
              () -> new RestExchange(connections, retryPolicy, metrics));
        }
        if (chosen.isEmpty() || chosen.contains("pooled")) {
          measure("httpclient5, 1000 connections", server, () -> pooled);
        }
        if (chosen.isEmpty() || chosen.contains("sdk")) {
          measure("SDK's default", server, () -> sdks);
        }
      }
    }
    System.exit(0);
  }

  private static HttpClientBuilder httpClient5() {
    return HttpClientBuilder.create()
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(Timeout.ofSeconds(10)).build())
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(1000)
                .setMaxConnPerRoute(1000)
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(3)).build())
                .build());
  }

  private static void measure(String name, SlowServer server, Supplier<HttpClient> client)
      throws InterruptedException {
    LongAdder answered = new LongAdder();
    LongAdder failed = new LongAdder();
    long end = System.nanoTime() + MEASURED.toNanos();
    long processor = processor();
    long start = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CALLERS; i++) {
        callers.execute(() -> {
          while (System.nanoTime() < end) {
            try {
              Request request = new Request(HttpMethod.POST, server.address() + "/Messages");
              request.setAuth("SK", "secret");
              request.addPostParam("To", "+12025550123");
              Response answer = client.get().reliableRequest(request);
              answer.getContent();
              answered.increment();
            } catch (RuntimeException e) {
              failed.increment();
            }
          }
        });
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-32s %,8.0f requests/s, %,6.0f µs of processor each, %d failed%n",
        name,
        answered.sum() / seconds,
        (processor() - processor) / 1e3 / Math.max(1, answered.sum()),
        failed.sum());
  }

  private static long processor() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** Reads requests, waits, answers; keeps connections open. */
  private static final class SlowServer implements AutoCloseable {
    private static final byte[] ANSWER =
        "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"sid\":\"SM1\"}"
            .getBytes(US_ASCII);
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SlowServer() throws IOException {
      socket = new ServerSocket(0, 2000, InetAddress.getLoopbackAddress());
      threads.execute(this::accept);
    }

    private void accept() {
      try {
        while (true) {
          Socket connection = socket.accept();
          threads.execute(() -> serve(connection));
        }
      } catch (IOException closed) {
        // the end of the measurement
      }
    }

    URI address() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private static void serve(Socket connection) {
      try (connection;
          InputStream in = new BufferedInputStream(connection.getInputStream());
          OutputStream out = connection.getOutputStream()) {
        connection.setTcpNoDelay(true);
        while (skipRequest(in)) {
          LockSupport.parkNanos(UPSTREAM.toNanos());
          out.write(ANSWER);
          out.flush();
        }
      } catch (IOException closed) {
        // the client is done
      }
    }

    private static boolean skipRequest(InputStream in) throws IOException {
      long body = 0;
      StringBuilder line = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        if (c != '\n') {
          line.append((char) c);
        } else if (line.length() <= 1) {
          in.skipNBytes(body);
          return true;
        } else {
          String header = line.toString().toLowerCase(Locale.ROOT);
          if (header.startsWith("content-length:")) {
            body = Long.parseLong(header.substring(15).strip());
          }
          line.setLength(0);
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      socket.close();
      threads.shutdownNow();
    }
  }
}
