package app.pizoo.switchboard.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages are sent once, and records become correct in spite of every fault of the box. */
@ParameterizedClass
@EnumSource
class SmsLedgerTest {
  private static final String TO = "+12025550123";

  private final TestDatabase database;
  private final BoxDevService devService = new BoxDevService();
  private final MovableClock clock = MovableClock.running();
  @AutoClose private TestServer server;
  private TestClient api;

  SmsLedgerTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    TestServer.Builder builder =
        TestServer.development().set("SWITCHBOARD_BOX_PORT", "0").clock(clock);
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    server =
        builder.plugin(new SmsPlugin()).service(new TwilioService()).devService(devService).start();
    api = new TestClient(server.api());
  }

  private TwilioBox box() {
    return devService.box();
  }

  private HttpResponse<String> send(String key, String body) {
    return api.post(
        "/api/twilio/sms/send",
        "{\"to\":\"%s\",\"body\":\"%s\"}".formatted(TO, body),
        "Authorization",
        "Bearer " + server.token("backend", "sms:send"),
        "Idempotency-Key",
        key);
  }

  private String messages() {
    HttpResponse<String> answer =
        api.get(
            "/api/twilio/sms/messages",
            "Authorization",
            "Bearer " + server.token("backend", "sms:read"));
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private void comes(String status) throws Exception {
    Eventually.isTrue("it is " + status, () -> messages().contains("\"status\":\"" + status));
  }

  @Test
  void one_key_sends_one_message_and_gives_one_answer() {
    Set<String> answers = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 20; i++) {
        threads.execute(() -> answers.add(send("key 1", "Hello").body()));
      }
    }
    assertThat(answers).singleElement().asString().contains("\"sid\":\"SM", "\"to\":\"" + TO);
    assertThat(box().mailbox(TO)).hasSize(1);
    assertThat(send("key 1", "Other").body()).contains("\"idempotency_conflict\"");
    assertThat(send("key 2", "Hello").statusCode()).isEqualTo(200);
    assertThat(box().mailbox(TO)).hasSize(2);
    assertThat(send(" ", "Hello").body()).contains("\"request_invalid\"");
  }

  @Test
  void a_message_whose_response_was_cut_off_is_found_by_its_callback() throws Exception {
    box().faults().add("POST /2010-04-01/*", 1, new Faults.CutWithin());
    HttpResponse<String> first = send("key 1", "Hello");
    assertThat(first.statusCode()).isEqualTo(503);
    assertThat(first.body()).contains("\"provider_unavailable\"");
    comes("delivered");
    HttpResponse<String> again = send("key 1", "Hello");
    assertThat(again.body()).contains("\"sid\":\"SM");
    assertThat(box().mailbox(TO)).hasSize(1);
  }

  @Test
  void without_callbacks_it_is_found_by_asking_and_its_end_too() throws Exception {
    box().faults().add("/api/twilio/sms/status", 100, new Faults.Lose());
    box().faults().add("POST /2010-04-01/*", 1, new Faults.CutWithin());
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(503);
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(503);
    box().awaitIdle();
    clock.forward(Duration.ofSeconds(70));
    server.runScheduledTasks();
    String answer = send("key 1", "Hello").body();
    assertThat(answer).contains("\"sid\":\"SM");
    untilTheBoxHasDelivered(answer.replaceAll(".*\"sid\":\"(SM\\w+)\".*", "$1"));
    clock.forward(Duration.ofMinutes(20));
    server.runScheduledTasks();
    assertThat(messages()).contains("\"status\":\"delivered\"");
    assertThat(box().mailbox(TO)).hasSize(1);
  }

  private void untilTheBoxHasDelivered(String sid) throws Exception {
    BoxAccount account = box().account();
    String credentials = account.accountSid() + ':' + account.authToken();
    String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
    TestClient twilio = new TestClient(box().address());
    String path = "/2010-04-01/Accounts/%s/Messages/%s.json".formatted(account.accountSid(), sid);
    Eventually.isTrue(
        "it is delivered",
        () -> twilio.get(path, "Authorization", basic).body().contains("\"delivered\""));
  }

  @Test
  void a_message_that_twilio_certainly_never_received_frees_its_key() {
    box().faults().add("POST /2010-04-01/*", 1, new Faults.CutBefore());
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(503);
    clock.forward(Duration.ofSeconds(70));
    server.runScheduledTasks();
    assertThat(send("key 1", "Hello").statusCode()).as("not certain yet").isEqualTo(503);
    clock.forward(Duration.ofMinutes(8));
    server.runScheduledTasks();
    assertThat(send("key 1", "Hello").statusCode()).as("it may queue").isEqualTo(503);
    clock.forward(Duration.ofMinutes(6));
    server.runScheduledTasks();
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(200);
    assertThat(box().mailbox(TO)).hasSize(1);
  }

  @Test
  void doubled_and_swapped_callbacks_end_where_the_message_ended() throws Exception {
    box().faults().add("/api/twilio/sms/status", 1, new Faults.Twice());
    box().faults().add("/api/twilio/sms/status", 1, new Faults.Swap());
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(200);
    comes("delivered");
    box().awaitIdle();
    assertThat(messages()).contains("\"status\":\"delivered\"");
  }

  @Test
  void the_list_is_for_a_scope_and_masks_numbers_and_names_none_after_erasing() throws Exception {
    send("key 1", "Hello");
    assertThat(messages()).contains("\"to\":\"+1•••••0123\"").doesNotContain(TO, "Hello");
    assertThat(
            api.get(
                    "/api/twilio/sms/messages",
                    "Authorization",
                    "Bearer " + server.token("backend", "sms:send"))
                .body())
        .contains("\"scope_missing\"");
    comes("delivered");
    assertThat(server.erase(TO)).containsEntry("sms", 1);
    assertThat(messages()).contains("\"to\":null").doesNotContain("0123");
  }

  @Test
  void pages_hold_each_message_once() {
    for (int i = 0; i < 5; i++) {
      send("key " + i, "Hello");
    }
    List<String> sids = new ArrayList<>();
    String next = "?limit=2";
    while (!next.isEmpty()) {
      String body =
          api.get(
                  "/api/twilio/sms/messages" + next,
                  "Authorization",
                  "Bearer " + server.token("backend", "sms:read"))
              .body();
      Pattern.compile("SM[0-9a-f]{32}").matcher(body).results().forEach(m -> sids.add(m.group()));
      var cursor = Pattern.compile("\"next\":\"([^\"]+)\"").matcher(body);
      next = cursor.find() ? "?limit=2&cursor=" + cursor.group(1) : "";
    }
    assertThat(sids).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void a_number_erased_while_its_send_is_unknown_leaves_no_trace() {
    box().faults().add("/api/twilio/sms/status", 100, new Faults.Lose());
    box().faults().add("POST /2010-04-01/*", 1, new Faults.CutWithin());
    assertThat(send("key 1", "Hello").statusCode()).isEqualTo(503);
    box().awaitIdle();
    assertThat(server.erase(TO)).containsEntry("outbox", 1).containsEntry("sms", 0);
    clock.forward(Duration.ofSeconds(70));
    server.runScheduledTasks();
    assertThat(send("key 1", "Hello").body()).contains("\"sid\":\"SM");
    assertThat(box().mailbox(TO)).as("found, and not sent again").hasSize(1);
    assertThat(messages()).contains("\"sid\":\"SM", "\"to\":null");
  }

  @Test
  void what_comes_later_about_a_message_does_not_bring_an_erased_number_back() {
    box().faults().add("/api/twilio/sms/status", 100, new Faults.Lose());
    String sid = send("key 1", "Hello").body().replaceAll(".*\"sid\":\"(SM\\w+)\".*", "$1");
    assertThat(messages()).contains("\"to\":\"+1");
    assertThat(server.erase(TO)).containsEntry("sms", 1);
    assertThat(callback(sid, "delivered", "token 1").statusCode()).isEqualTo(204);
    assertThat(messages()).contains(sid, "\"to\":null", "\"status\":\"delivered\"");
    assertThat(server.erase(TO)).containsEntry("sms", 0);
    assertThat(callback(sid, "sent", "token 2").statusCode()).as("late").isEqualTo(204);
    assertThat(messages()).contains(sid, "\"to\":null", "\"status\":\"delivered\"");
  }

  @Test
  void what_comes_late_about_a_message_that_has_arrived_does_not_bring_an_erased_number_back() {
    box().faults().add("/api/twilio/sms/status", 100, new Faults.Lose());
    String sid = send("key 1", "Hello").body().replaceAll(".*\"sid\":\"(SM\\w+)\".*", "$1");
    assertThat(callback(sid, "delivered", "token 1").statusCode()).isEqualTo(204);
    assertThat(server.erase(TO)).containsEntry("sms", 1);
    assertThat(callback(sid, "sent", "token 2").statusCode()).isEqualTo(204);
    assertThat(messages()).contains(sid, "\"to\":null").doesNotContain("0123");
  }

  @Test
  void waiting_events_name_a_number_by_its_erasure_key() {
    KeyedHashes keyedHashes = (purpose, value) -> purpose + '/' + value;
    String form =
        "MessageSid=SM%s&MessageStatus=sent&To=%s"
            .formatted("0".repeat(32), TO.replace("+", "%2B"));
    StatusEvent event = StatusEvent.find(Parameters.parse(form, "body"), keyedHashes).orElseThrow();
    assertThat(DeliveryReport.CODEC.encode(new DeliveryReport(event, "")))
        .containsValue(new SmsPlugin().erasureKeys(keyedHashes, TO).iterator().next());
  }

  private HttpResponse<String> callback(String sid, String status, String token) {
    Map<String, String> fields =
        new TreeMap<>(Map.of("MessageSid", sid, "MessageStatus", status, "To", TO));
    String address = server.api() + SmsRoutes.STATUS;
    return api.postForm(
        SmsRoutes.STATUS,
        fields,
        "X-Twilio-Signature",
        TwilioSignature.sign(box().account().authToken(), address, fields),
        "I-Twilio-Idempotency-Token",
        token);
  }

  private long received(boolean known) {
    String name = "switchboard_events_received_total{plugin=\"sms\",known=\"" + known + "\"} ";
    return new TestClient(server.operations())
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length())))
        .sum();
  }

  @Test
  void a_webhook_is_recognized_by_its_signed_content_with_any_token() {
    String sid = "SM" + "1".repeat(32);
    assertThat(callback(sid, "sent", "token 1").statusCode()).isEqualTo(204);
    assertThat(callback(sid, "sent", "token 1").statusCode()).isEqualTo(204);
    assertThat(received(false)).isEqualTo(1);
    assertThat(received(true)).as("Twilio's own retry").isEqualTo(1);
    assertThat(callback(sid, "sent", "token 2").statusCode()).isEqualTo(204);
    assertThat(received(true)).as("somebody's replay with a token of theirs").isEqualTo(2);
    assertThat(callback(sid, "delivered", "token 1").statusCode()).isEqualTo(204);
    assertThat(received(false)).as("a token seen before hides nothing").isEqualTo(2);
    assertThat(messages()).contains("\"status\":\"delivered\"");
  }
}
