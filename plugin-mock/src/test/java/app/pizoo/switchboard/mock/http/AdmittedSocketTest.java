package app.pizoo.switchboard.mock.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.mock.testing.TestBoxServer;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdmittedSocketTest {
  private final BoxServer server = TestBoxServer.of(routes());
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    server.close();
  }

  @Test
  void a_page_on_this_machine_opens_a_socket() throws Exception {
    CompletableFuture<String> answer = new CompletableFuture<>();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .header("Origin", "http://localhost:5173")
            .buildAsync(address(), listener(answer))
            .get(3, TimeUnit.MINUTES);
    socket.sendText("hello", true).get(3, TimeUnit.MINUTES);
    assertThat(answer.get(3, TimeUnit.MINUTES)).isEqualTo("echo of hello");
    socket.abort();
  }

  @Test
  void a_strange_page_opens_none() {
    assertThatThrownBy(() ->
            client
                .newWebSocketBuilder()
                .header("Origin", "https://evil.example")
                .buildAsync(address(), listener(new CompletableFuture<>()))
                .get(3, TimeUnit.MINUTES))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  private URI address() {
    return URI.create("ws://" + server.address().getAuthority() + "/echo");
  }

  private static BoxRoutes routes() {
    BoxRoutes routes = new BoxRoutes();
    routes.socket(
        "/echo",
        () ->
            new WsListener() {
              @Override
              public void onMessage(WsSession session, String text, boolean last) {
                session.send("echo of " + text, true);
              }
            });
    return routes;
  }

  private static WebSocket.Listener listener(CompletableFuture<String> answer) {
    return new WebSocket.Listener() {
      @Override
      public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        answer.complete(text.toString());
        socket.request(1);
        return CompletableFuture.completedFuture(null);
      }
    };
  }
}
