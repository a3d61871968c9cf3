package app.pizoo.switchboard.mock.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.BoxServer;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.testing.TestBoxServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class FeedStreamTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final ActivityFeed feed = new ActivityFeed(Clock.systemUTC());
  private final FeedStream stream = new FeedStream(feed);
  private BoxServer server;

  @BeforeEach
  void start() {
    BoxRoutes routes = new BoxRoutes();
    stream.register(routes);
    server = TestBoxServer.of(routes);
    server.start();
  }

  @AfterEach
  void stop() {
    stream.close();
    server.close();
  }

  private void happen(String type) {
    feed.publish(type, JsonBody.object().put("note", "x").build());
  }

  private BufferedReader watch(String query) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve("/box/events" + query)).build();
    HttpResponse<InputStream> answer = CLIENT.send(request, BodyHandlers.ofInputStream());
    assertThat(answer.headers().firstValue("content-type")).contains("text/event-stream");
    return new BufferedReader(new InputStreamReader(answer.body(), UTF_8));
  }

  private static List<String> ids(BufferedReader reader, int count) throws IOException {
    List<String> ids = new ArrayList<>();
    while (ids.size() < count) {
      String line = reader.readLine();
      if (line.startsWith("id: ")) {
        ids.add(line.substring(4));
      }
    }
    return ids;
  }

  @Test
  void a_client_gets_stored_entries_and_then_new_ones() throws Exception {
    happen("call.queued");
    try (BufferedReader reader = watch("")) {
      assertThat(ids(reader, 1)).containsExactly("1");
      assertThat(reader.readLine())
          .startsWith("data: {\"number\":1,")
          .contains("\"type\":\"call.queued\"", "\"data\":{\"note\":\"x\"}");
      happen("call.ringing");
      assertThat(ids(reader, 1)).containsExactly("2");
    }
  }

  @Test
  void a_client_that_reconnects_gets_only_what_it_missed() throws Exception {
    for (int i = 0; i < 5; i++) {
      happen("call.queued");
    }
    try (BufferedReader reader = watch("?after=3")) {
      assertThat(ids(reader, 2)).containsExactly("4", "5");
    }
  }

  @Test
  void a_client_that_does_not_read_is_dropped_and_blocks_no_other() throws Exception {
    try (Socket deaf = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
        BufferedReader other = watch("")) {
      String request = "GET /box/events HTTP/1.1\r\nHost: localhost\r\n\r\n";
      deaf.getOutputStream().write(request.getBytes(UTF_8));
      assertThat(deaf.getInputStream().read()).isEqualTo('H');
      String large = "x".repeat(16_000);
      for (int i = 0; i < 4_000; i++) {
        feed.publish("webhook.sent", JsonBody.object().put("answer", large).build());
        // The reader keeps up with the writer.
        assertThat(ids(other, 1)).containsExactly(String.valueOf(i + 1));
      }
      long heard = deaf.getInputStream().readAllBytes().length;
      assertThat(heard).isLessThan(4_000L * 16_000);
    }
  }

  @Test
  void open_streams_do_not_keep_the_box_from_stopping() throws Exception {
    try (BufferedReader reader = watch("")) {
      assertThat(reader.readLine()).isEqualTo("retry: 1000");
      stream.close();
      server.close();
      assertThat(reader.lines().toList()).allMatch(line -> !line.startsWith("data:"));
    } catch (java.io.UncheckedIOException e) {
      // The end of a stream that was cut off.
      assertThat(e).hasMessageContaining("closed");
    }
  }
}
