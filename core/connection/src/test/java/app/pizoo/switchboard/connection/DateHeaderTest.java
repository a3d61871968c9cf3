package app.pizoo.switchboard.connection;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The header Date follows the clock, in both directions. */
@Timeout(120)
class DateHeaderTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-09T08:07:06.999Z"));
  private final HttpListener listener =
      HttpListener.open(
          new HttpListener.Options(
              "test",
              "127.0.0.1",
              0,
              Optional.empty(),
              10,
              1 << 20,
              ConnectionTimeouts.DEFAULT,
              Duration.ofSeconds(1),
              now::get),
          Http1ConnectionSelector.builder().config(Http1.config().build()).build(),
          ListenerConfig.builder().build(),
          Router.builder()
              .addRouting(
                  HttpRouting.builder()
                      .any(new ConnectionCloser((request, response) -> response.send("hello"))))
              .build());

  @AfterEach
  void close() {
    listener.close();
  }

  private String answer(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  @Test
  void it_follows_the_clock_forward_and_back() throws Exception {
    for (String head :
        new String[] {"GET / HTTP/1.1\r\nHost: a\r\nConnection: close", "GET /", "x"}) {
      now.set(Instant.parse("2026-11-09T08:07:06.999Z"));
      assertThat(answer(head)).containsOnlyOnce("Date: Mon, 09 Nov 2026 08:07:06 GMT\r\n");
      now.set(Instant.parse("2026-11-09T08:07:07Z"));
      assertThat(answer(head)).contains("Date: Mon, 09 Nov 2026 08:07:07 GMT\r\n");
      now.set(Instant.parse("2025-12-31T23:59:59Z"));
      assertThat(answer(head)).contains("Date: Wed, 31 Dec 2025 23:59:59 GMT\r\n");
    }
  }
}
