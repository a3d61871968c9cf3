package app.pizoo.switchboard.mock.http;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.TestBoxServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextSocketTest {
  private final BlockingQueue<TextSocket> opened = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
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
  void a_text_in_pieces_arrives_whole() throws Exception {
    WebSocket socket = open(Long.MAX_VALUE);
    socket.sendText("good ", false).get(3, TimeUnit.MINUTES);
    socket.sendText("morning", true).get(3, TimeUnit.MINUTES);
    assertThat(next(heard)).isEqualTo("good morning");
    socket.sendText("again", true).get(3, TimeUnit.MINUTES);
    assertThat(next(heard)).isEqualTo("again");
  }

  @Test
  void texts_of_many_threads_leave_whole_and_nothing_after_the_close() throws Exception {
    open(Long.MAX_VALUE);
    TextSocket socket = next(opened);
    IntStream.range(0, 200).parallel().forEach(i -> socket.send("text " + i));
    socket.close(1000, "enough");
    socket.send("too late");
    String[] all = IntStream.range(0, 200).mapToObj(i -> "text " + i).toArray(String[]::new);
    assertThat(IntStream.range(0, 200).mapToObj(_ -> next(seen))).containsExactlyInAnyOrder(all);
    assertThat(next(seen)).isEqualTo("closed 1000");
    assertThat(next(heard)).isEqualTo("ended");
  }

  @Test
  void both_sides_may_close_at_once_with_one_close_frame() throws Exception {
    for (int i = 0; i < 50; i++) {
      try (RawWebSocket raw = RawWebSocket.open(server.address(), "/texts")) {
        TextSocket socket = next(opened);
        Thread here = Thread.ofVirtual().start(() -> socket.close(3001, "enough"));
        raw.sendClose();
        here.join();
        assertThat(raw.framesUntilEnd()).as("frames of round %s", i).isEqualTo(List.of(8));
        assertThat(next(heard)).isEqualTo("ended");
      }
    }
  }

  @Test
  void a_connection_that_breaks_off_is_noticed() throws Exception {
    open(Long.MAX_VALUE).abort();
    assertThat(next(heard)).isEqualTo("ended");
  }

  @Test
  void a_text_that_is_too_long_closes_it() throws Exception {
    WebSocket socket = open(Long.MAX_VALUE);
    String half = "x".repeat(TextSocket.MAX_MESSAGE_BYTES / 2 + 1);
    socket.sendText(half, false).get(3, TimeUnit.MINUTES);
    socket.sendText(half, true).get(3, TimeUnit.MINUTES);
    assertThat(next(seen)).isEqualTo("closed 1009");
    assertThat(next(heard)).isEqualTo("ended");
  }

  @Test
  void a_peer_that_ignores_a_close_frame_is_cut_off() throws Exception {
    try (RawWebSocket raw = RawWebSocket.open(server.address(), "/texts")) {
      next(opened).close(1000, "enough");
      assertThat(raw.framesUntilEnd()).isEqualTo(List.of(8));
    }
  }

  @Test
  void a_reader_that_falls_behind_is_cut_off_and_no_sender_waits() throws Exception {
    open(1);
    TextSocket socket = next(opened);
    String text = "x".repeat(100_000);
    // More than a loopback connection buffers, and more texts than may wait.
    IntStream.range(0, 1000).forEach(_ -> socket.send(text));
    assertThat(next(heard)).isEqualTo("ended");
  }

  @Test
  void a_pause_is_reported_and_can_be_filled() throws Exception {
    open(Long.MAX_VALUE);
    assertThat(next(seen)).isEqualTo("still here");
  }

  private BoxRoutes routes() {
    BoxRoutes routes = new BoxRoutes();
    routes.socket(
        "/texts",
        () ->
            new TextSocket(
                socket -> {
                  opened.add(socket);
                  return new TextSocket.Peer() {
                    @Override
                    public void received(String text) {
                      heard.add(text);
                    }

                    @Override
                    public void paused() {
                      socket.send("still here");
                    }

                    @Override
                    public void ended() {
                      heard.add("ended");
                    }
                  };
                },
                Duration.ofSeconds(1)));
    return routes;
  }

  private WebSocket open(long demand) throws Exception {
    return client
        .newWebSocketBuilder()
        .buildAsync(
            URI.create("ws://" + server.address().getAuthority() + "/texts"),
            new WebSocket.Listener() {
              private final StringBuilder text = new StringBuilder();

              @Override
              public void onOpen(WebSocket socket) {
                socket.request(demand);
              }

              @Override
              public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                text.append(part);
                if (last) {
                  seen.add(text.toString());
                  text.setLength(0);
                }
                return CompletableFuture.completedFuture(null);
              }

              @Override
              public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
                throw new AssertionError("only texts are sent");
              }

              @Override
              public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
                seen.add("closed " + status);
                return CompletableFuture.completedFuture(null);
              }
            })
        .get(3, TimeUnit.MINUTES);
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(3, TimeUnit.MINUTES);
      if (next == null) {
        throw new AssertionError("nothing came");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
