package app.pizoo.switchboard.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import app.pizoo.switchboard.testing.SignedForm;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends webhooks at a constant rate over persistent connections. Latency counts from the time when
 * a request is due, so that a server that falls behind shows it (no coordinated omission).
 */
final class EvenLoad {
  private static final int CONNECTIONS = 64;
  private static final String PATH = "/api/twilio/sms/status";

  private final int port;
  private final String authToken;
  private final BlockingQueue<Socket> free = new LinkedBlockingQueue<>();

  EvenLoad(int port, String authToken) throws IOException {
    this.port = port;
    this.authToken = authToken;
    for (int i = 0; i < CONNECTIONS; i++) {
      free.add(connect());
    }
  }

  /** A signed callback that a message was delivered. */
  byte[] request(String sid) {
    SignedForm form =
        SignedForm.of(
            authToken,
            "http://127.0.0.1:" + port + PATH,
            Map.of("MessageSid", sid, "MessageStatus", "delivered", "To", "+12025550123"));
    return """
    POST %s HTTP/1.1
    Host: 127.0.0.1:%d
    X-Twilio-Signature: %s
    Content-Type: application/x-www-form-urlencoded
    Content-Length: %d

    %s\
    """
        .formatted(PATH, port, form.signature(), form.body().length(), form.body())
        .replace("\n", "\r\n")
        .getBytes(US_ASCII);
  }

  /**
   * The result of a run.
   *
   * @param nanos the latency of each request, sorted
   * @param failed how many responses were not 204
   */
  record Result(long[] nanos, int failed) {}

  /** Sends all requests at a rate per second. */
  Result run(List<byte[]> requests, int rate) {
    long[] nanos = new long[requests.size()];
    AtomicInteger failed = new AtomicInteger();
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < nanos.length; i++) {
        int number = i;
        long due = began + i * 1_000_000_000L / rate;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        threads.execute(() -> {
          try {
            exchange(requests.get(number));
          } catch (IOException | InterruptedException e) {
            failed.incrementAndGet();
          }
          nanos[number] = System.nanoTime() - due;
        });
      }
    }
    Arrays.sort(nanos);
    return new Result(nanos, failed.get());
  }

  private void exchange(byte[] request) throws IOException, InterruptedException {
    Socket socket = free.take();
    try {
      socket.getOutputStream().write(request);
      expectNoContent(socket.getInputStream());
      free.add(socket);
    } catch (IOException e) {
      socket.close();
      free.add(connect());
      throw e;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Reads a 204 response, which ends with its headers. */
  private static void expectNoContent(InputStream in) throws IOException {
    byte[] buffer = new byte[4096];
    int read = 0;
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      int more = in.read(buffer, read, buffer.length - read);
      if (more < 0) {
        throw new IOException("the server closed the connection");
      }
      read += more;
      head = new String(buffer, 0, read, US_ASCII);
    }
    if (!head.startsWith("HTTP/1.1 204")) {
      throw new IOException(head);
    }
  }
}
