package app.pizoo.switchboard.mock.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.TwilioBox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  /** Far longer than a test takes; the test ends the delay. */
  private static final Duration UNTIL_ENDED = Duration.ofMinutes(5);

  private final TwilioBox box = TwilioBox.start(0);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    box.close();
  }

  @Test
  void a_route_refuses_as_often_as_asked() throws Exception {
    box.faults().add("GET /v2/*", 2, new Faults.Answer(429, 20429, OptionalInt.of(3)));
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> refused = get("/v2/Services");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).contains("3");
      assertThat(refused.body()).contains("20429");
    }
    assertThat(get("/v2/Services").statusCode()).isEqualTo(200);
  }

  @Test
  void other_routes_are_not_touched() throws Exception {
    box.faults().add("POST /v2/*", 1, new Faults.Answer(503, 20503, OptionalInt.empty()));
    assertThat(get("/v2/Services").statusCode()).isEqualTo(200);
    assertThat(box.faults().active()).hasSize(1);
  }

  @Test
  void a_number_can_be_made_to_fail() throws Exception {
    box.faults().add("+14155550123", 1, new Faults.Answer(403, 60410, OptionalInt.empty()));
    assertThat(start("+14155550124").statusCode()).isEqualTo(201);
    HttpResponse<String> refused = start("+14155550123");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
    assertThat(refused.body()).contains("60410");
    assertThat(box.mailbox("+14155550123")).isEmpty();
  }

  @Test
  void a_connection_cut_before_the_answer_leaves_nothing_done() {
    box.faults().add("POST /v2/", 1, new Faults.CutBefore());
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> start("+14155550123"));
    assertThat(box.mailbox("+14155550123")).isEmpty();
  }

  @Test
  void a_connection_cut_within_the_answer_leaves_it_done() {
    box.faults().add("POST /v2/", 1, new Faults.CutWithin());
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> start("+14155550123"));
    assertThat(box.mailbox("+14155550123")).hasSize(1);
  }

  @Test
  void an_answer_can_come_late() throws Exception {
    box.faults().add("/v2/Services", 1, new Faults.Delay(Duration.ofMillis(200)));
    long began = System.nanoTime();
    assertThat(get("/v2/Services").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void a_delayed_request_runs_late_and_a_delayed_response_runs_at_once() throws Exception {
    box.faults().add("+14155550123", 1, new Faults.Delay(UNTIL_ENDED));
    box.faults().add("+14155550124", 1, new Faults.DelayWithin(UNTIL_ENDED));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> late = threads.submit(() -> start("+14155550123"));
      Eventually.isTrue("under way", () -> box.requests().size() == 1);
      Future<HttpResponse<String>> answeredLate = threads.submit(() -> start("+14155550124"));
      Eventually.isTrue("done", () -> box.mailbox("+14155550124").size() == 1);
      assertThat(box.mailbox("+14155550123")).isEmpty();
      assertThat(answeredLate.isDone()).isFalse();

      assertThat(box("DELETE", "/box/faults", "").statusCode()).isEqualTo(204);
      assertThat(late.get().statusCode()).isEqualTo(201);
      assertThat(answeredLate.get().statusCode()).isEqualTo(201);
      assertThat(box.mailbox("+14155550123")).hasSize(1);
    }
  }

  @Test
  void faults_are_set_and_cleared_by_http() throws Exception {
    HttpResponse<String> set =
        box(
            "POST",
            "/box/faults",
            "{\"where\":\"/v2/\",\"times\":9,\"kind\":\"answer\",\"status\":500,\"code\":20500}");
    assertThat(set.statusCode()).isEqualTo(201);
    assertThat(get("/v2/Services").statusCode()).isEqualTo(500);
    assertThat(box("GET", "/box/faults", "").body()).contains("\"times\":8");
    assertThat(box("DELETE", "/box/faults", "").statusCode()).isEqualTo(204);
    assertThat(get("/v2/Services").statusCode()).isEqualTo(200);
  }

  @Test
  void a_fault_that_is_none_is_refused() throws Exception {
    for (String body :
        new String[] {"", "{}", "[]", "{\"where\":\"/\",\"kind\":\"fire\"}", "{\"where\":7}"}) {
      assertThat(box("POST", "/box/faults", body).statusCode()).isEqualTo(400);
    }
    assertThat(box.faults().active()).isEmpty();
  }

  private HttpResponse<String> start(String to) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(
                address("/v2/Services/" + box.account().verifyServiceSid() + "/Verifications"))
            .POST(HttpRequest.BodyPublishers.ofString("Channel=sms&To=" + to.replace("+", "%2B"))));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address(path)));
  }

  private HttpResponse<String> box(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(address(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI address(String path) {
    return box.address().resolve(path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    String pair = box.account().accountSid() + ":" + box.account().authToken();
    return client.send(
        request
            .setHeader("Content-Type", "application/x-www-form-urlencoded")
            .setHeader(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
