package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.SocketServer;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to a server whose bytes are not HTTP are closed, not leaked. */
final class BrokenResponsesTest {
  private static final Duration TIMEOUT = Duration.ofMillis(300);

  private final SocketServer server;
  private final HttpConnections connections;

  BrokenResponsesTest() throws IOException {
    server = new SocketServer();
    connections = new HttpConnections(Optional.of(server.address()), Duration.ofSeconds(3));
  }

  @AfterEach
  void close() throws IOException {
    connections.close();
    server.close();
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
    server.answer(answer);
    for (int i = 0; i < 3; i++) {
      assertThat(catchThrowable(this::send))
          .as("request %s", i)
          .isInstanceOfAny(IOException.class, TimeoutException.class);
    }
    Eventually.isTrue("every connection is closed", () -> server.open() == 0);
  }

  @Test
  void other_requests_on_their_way_are_not_disturbed() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    String good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
    server.delay(slow);
    server.answer(good);
    FutureTask<HttpResponse<byte[]>> first = new FutureTask<>(() -> send(Duration.ofMinutes(1)));
    Thread.ofVirtual().start(first);
    Eventually.isTrue("the first request arrived", () -> server.arrived() == 1);
    server.delay(new CountDownLatch(0));
    server.answer("hello\r\n\r\n");
    assertThat(catchThrowable(this::send)).isInstanceOf(ProtocolException.class);
    Eventually.isTrue("the second request's connection waits", () -> server.arrived() == 2);
    server.answer(good);
    assertThat(send(Duration.ofMinutes(1)).statusCode()).isEqualTo(200);
    slow.countDown();
    assertThat(first.get().statusCode()).isEqualTo(200);
    Eventually.isTrue("only the latest connection is open", () -> server.open() == 1);
  }
}
