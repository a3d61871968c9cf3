package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TestStorage;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a refused call leaves behind, and what it may cost, over real HTTP. */
@ParameterizedClass
@EnumSource
class VoiceRefusalsTest {
  private final TestDatabase database;
  private final MovableClock clock = MovableClock.running();
  @TempDir Path folder;
  @AutoClose private PolicyBackend backend;
  @AutoClose private VoiceFixture voice;
  private Optional<String> url = Optional.empty();

  VoiceRefusalsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() throws IOException {
    backend = new PolicyBackend();
    url = database.newUrl();
    TestServer.Builder builder = TestServer.production().clock(clock).data(folder);
    url.ifPresent(address -> builder.set("SWITCHBOARD_DATABASE_URL", address));
    voice =
        new VoiceFixture(
            builder,
            "SWITCHBOARD_POLICY",
            backend.address(),
            "SWITCHBOARD_DIAL_COUNTRIES",
            "US",
            "SWITCHBOARD_LIMIT_RULES",
            "voice.call.caller.hour=3");
  }

  private String call(int sid, String from, String to) {
    return voice.call(from, to, "CallSid", "CA%032x".formatted(sid));
  }

  private List<String> calls(String user) {
    String answer =
        voice
            .api()
            .get("/api/twilio/voice/calls", "Authorization", "Bearer " + voice.server().token(user))
            .body();
    return JsonFields.parse(answer.getBytes(StandardCharsets.UTF_8))
        .object()
        .getJsonArray("calls")
        .getValuesAs(JsonObject.class)
        .stream()
        .map(call ->
            String.join(
                " ",
                call.getString("direction"),
                call.getString("with", "-"),
                call.getString("status"),
                call.getString("reason", "-")))
        .toList();
  }

  private int rows(String table) throws IOException {
    try (TestStorage storage = TestStorage.open(url, folder)) {
      return storage
          .read(sql -> sql.queryOne("SELECT count(*) FROM " + table, row -> row.getInt(1)))
          .orElseThrow();
    }
  }

  private int decided(String outcome) {
    String name = "switchboard_voice_decisions_total{outcome=\"" + outcome + "\"} ";
    return new TestClient(voice.server().operations())
        .text("/metrics")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(name.length())))
        .sum();
  }

  private void backendAnswers(boolean allow) {
    backend.allows(allow);
    // Answers are kept for a few seconds.
    clock.forward(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @CsvSource({
    "nobody,+1 202 555 0123,+1 202 555 0123",
    "oneself,alice,alice",
    "country,+442079460123,+442079460124",
    "not_permitted,bob,carol"
  })
  void calls_that_are_refused_count_as_others_do(String reason, String callee, String other)
      throws IOException {
    backendAnswers(false);
    for (int sid : List.of(1, 1, 2, 3, 2)) {
      assertThat(call(sid, "client:alice", callee)).endsWith("<!-- refused: " + reason + " -->");
    }
    int asked = backend.questions();
    int records = rows("voice_calls");
    assertThat(records).as("a webhook that comes again counts once").isEqualTo(3);
    for (int sid = 4; sid < 9; sid++) {
      assertThat(call(sid, "client:alice", other)).endsWith("<!-- refused: limit -->");
    }
    assertThat(backend.questions()).as("beyond the limit the app is not asked").isEqualTo(asked);
    assertThat(rows("voice_calls")).as("nor is anything kept").isEqualTo(records);
    assertThat(calls("alice")).hasSize(3).allMatch(call -> call.endsWith(reason));
    assertThat(decided("refuse_" + reason)).isEqualTo(5);
    assertThat(decided("refuse_limit")).as("but counted").isEqualTo(5);
    assertThat(call(10, "client:dave", callee)).as("somebody else").doesNotContain("limit");
  }

  @Test
  void a_call_that_was_let_through_is_let_through_again_when_the_limit_is_used_up() {
    String first = call(1, "client:alice", "bob");
    assertThat(first).contains("<Dial");
    call(2, "client:alice", "alice");
    call(3, "client:alice", "alice");
    assertThat(call(4, "client:alice", "carol")).endsWith("<!-- refused: limit -->");
    assertThat(call(1, "client:alice", "bob")).isEqualTo(first);
  }

  @Test
  void a_browser_that_no_user_of_ours_can_have_leaves_nothing() throws IOException {
    for (int sid = 1; sid < 5; sid++) {
      assertThat(call(sid, "client:u8_1", "bob")).endsWith("<!-- refused: nobody -->");
    }
    assertThat(backend.questions()).isZero();
    assertThat(rows("voice_calls")).isZero();
    assertThat(rows("switchboard_limit_items")).isZero();
    assertThat(decided("refuse_nobody")).isEqualTo(4);
  }

  @Test
  void a_call_that_is_refused_at_first_and_rings_when_asked_again_is_under_way() {
    backendAnswers(false);
    assertThat(call(1, "client:alice", "bob")).contains("<Reject");
    assertThat(calls("alice")).containsExactly("outgoing bob no-answer not_permitted");
    backendAnswers(true);
    assertThat(call(1, "client:alice", "bob")).contains("<Dial");
    assertThat(calls("alice")).containsExactly("outgoing bob ringing -");
    assertThat(calls("bob")).containsExactly("incoming alice ringing -");
  }

  @Test
  void a_call_that_rings_and_is_refused_on_a_repeated_webhook_ends_the_callers_active_call() {
    assertThat(call(1, "client:alice", "bob")).contains("<Dial");
    backendAnswers(false);
    assertThat(call(1, "client:alice", "bob")).contains("<Reject");
    backendAnswers(true);
    assertThat(call(2, "client:alice", "carol")).contains("<Dial");
    assertThat(calls("alice"))
        .containsExactlyInAnyOrder(
            "outgoing bob no-answer not_permitted", "outgoing carol ringing -");
    assertThat(calls("bob")).as("never rang").isEmpty();
  }

  @Test
  void a_refused_call_does_not_end_another_active_call_of_its_caller() {
    assertThat(call(1, "client:alice", "bob")).contains("<Dial");
    assertThat(call(2, "client:alice", "alice")).contains("<Reject");
    assertThat(call(3, "client:alice", "carol")).endsWith("<!-- refused: limit -->");
  }

  private void callback(int sid, String status, String... more) {
    Map<String, String> form = new HashMap<>();
    form.put("CallSid", "CA%032x".formatted(sid));
    form.put("From", "client:alice");
    form.put("To", "client:bob");
    form.put("CallStatus", status);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    assertThat(voice.webhook("/api/twilio/voice/status", form).statusCode()).isEqualTo(204);
  }

  private void dialedCallback(int sid, int parent, String status) {
    callback(sid, status, "ParentCallSid", "CA%032x".formatted(parent));
  }

  @Test
  void a_decision_after_the_end_of_the_call_leaves_its_caller_without_an_active_call() {
    assertThat(call(1, "client:alice", "bob")).contains("<Dial");
    callback(1, "completed");
    assertThat(call(1, "client:alice", "bob")).as("Twilio waits no more").contains("<Dial");
    assertThat(call(2, "client:alice", "carol")).contains("<Dial");
  }

  @Test
  void a_call_that_was_dialed_anyway_was_not_refused() {
    assertThat(call(1, "client:alice", "bob")).contains("<Dial");
    backendAnswers(false);
    assertThat(call(1, "client:alice", "bob")).contains("<Reject");
    dialedCallback(9, 1, "completed");
    assertThat(calls("alice")).containsExactly("outgoing bob completed -");
    assertThat(calls("bob")).containsExactly("incoming alice completed -");
  }

  @Test
  void a_caller_who_was_erased_before_being_known_does_not_come_back() {
    dialedCallback(9, 1, "in-progress");
    assertThat(calls("bob")).hasSize(1);
    voice.server().erase("alice");
    callback(1, "in-progress");
    assertThat(calls("alice")).isEmpty();
    assertThat(calls("bob")).containsExactly("incoming - in-progress -");
  }

  @Test
  void an_erased_caller_is_not_shown_to_parties_that_become_known_later() {
    callback(1, "in-progress");
    voice.server().erase("alice");
    dialedCallback(9, 1, "in-progress");
    assertThat(calls("bob")).containsExactly("incoming - in-progress -");
  }
}
