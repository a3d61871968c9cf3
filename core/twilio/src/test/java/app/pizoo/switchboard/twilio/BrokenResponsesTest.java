package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.pizoo.switchboard.fixtures.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to a server whose bytes are not HTTP are closed, not leaked. */
final class BrokenResponsesTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger open = new AtomicInteger();
  private final HttpConnections connections;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile String answer = "";
  private volatile CountDownLatch delay = new CountDownLatch(0);

  BrokenResponsesTest() throws IOException {
    listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    connections =
        new HttpConnections(
            Optional.of(URI.create("http://127.0.0.1:" + listener.getLocalPort())),
            Duration.ofSeconds(3));
    threads.execute(this::accept);
  }

  @AfterEach
  void close() throws IOException {
    connections.close();
    listener.close();
    threads.shutdownNow();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        open.incrementAndGet();
        threads.execute(() -> serve(socket));
      }
    } catch (IOException closed) {
      // The end of the test.
    }
  }

  /** Answers the first request and never closes: the client has to. */
  private void serve(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      in.read(new byte[8192]);
      String promised = answer;
      CountDownLatch waiting = delay;
      arrived.incrementAndGet();
      waiting.await();
      socket.getOutputStream().write(promised.getBytes(ISO_8859_1));
      while (in.read() >= 0) {
        // Until the client has closed its side.
      }
    } catch (IOException | InterruptedException closed) {
      // By a reset, or at the end of the test.
    } finally {
      open.decrementAndGet();
    }
  }

  private HttpResponse<byte[]> send() throws Exception {
    return send(TIMEOUT);
  }

  private HttpResponse<byte[]> send(Duration timeout) throws Exception {
    HttpRequest request =
        connections
            .request("http://api.twilio.com/x")
            .POST(BodyPublishers.ofString("To=1"))
            .build();
    return connections.send(request, timeout);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP",
        "SSH-2.0-OpenSSH_9.2\r\n",
        "hello\r\n\r\n",
        "\u0015\u0003\u0001\u0000\u0002\u0002P",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 99 OK\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent Length: 1\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{xx",
        "HTTP/1.1 200 OK\r\nConnection: upgrade\r\n\r\n{",
        "HTTP/1.1 200 OK\r\n\r\n{",
      })
  void a_connection_is_closed(String answer) throws Exception {
    this.answer = answer;
    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(this::send))
          .as("request %s", i)
          .isInstanceOfAny(IOException.class, TimeoutException.class);
    }
    Eventually.isTrue("every connection is closed", () -> open.get() == 0);
  }

  @Test
  void other_requests_on_their_way_are_not_disturbed() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    String good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    delay = slow;
    answer = good;
    Future<HttpResponse<byte[]>> first = threads.submit(() -> send(Duration.ofMinutes(1)));
    Eventually.isTrue("the first request arrived", () -> arrived.get() == 1);
    delay = new CountDownLatch(0);
    answer = "hello\r\n\r\n";
    assertThat(catchThrowable(this::send)).isInstanceOf(ProtocolException.class);
    Eventually.isTrue("the second request's connection waits", () -> arrived.get() == 2);
    answer = good;
    assertThat(send(Duration.ofMinutes(1)).statusCode()).isEqualTo(200);
    slow.countDown();
    assertThat(first.get().statusCode()).isEqualTo(200);
    Eventually.isTrue("only the latest connection is open", () -> open.get() == 1);
  }
}
