package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of calls, over real HTTP. */
@ParameterizedClass
@EnumSource
class VoiceRecordsTest {
  private static final String STATUS = "/api/twilio/voice/status";

  private final TestDatabase database;
  private final MovableClock clock = MovableClock.running();
  @AutoClose private VoiceFixture voice;

  VoiceRecordsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    voice = server(TestServer.development().clock(clock));
  }

  private VoiceFixture server(TestServer.Builder builder) {
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    return new VoiceFixture(
        builder, "SWITCHBOARD_DIAL_COUNTRIES", "US", "SWITCHBOARD_INBOUND_IDENTITY", "desk");
  }

  private static String sid(int number) {
    return "CA" + "%032x".formatted(number);
  }

  private void callback(int sid, int parent, String status, String... more) {
    Map<String, String> form = new TreeMap<>(Map.of("CallSid", sid(sid), "CallStatus", status));
    if (parent > 0) {
      form.put("ParentCallSid", sid(parent));
    }
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    assertThat(voice.webhook(STATUS, form).statusCode()).isEqualTo(204);
  }

  private JsonObject page(String user, String query) {
    HttpResponse<String> answer =
        voice
            .api()
            .get(
                "/api/twilio/voice/calls" + query,
                "Authorization",
                "Bearer " + voice.server().token(user));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonFields.parse(answer.body().getBytes(StandardCharsets.UTF_8)).object();
  }

  private List<String> calls(String user) {
    return page(user, "").getJsonArray("calls").getValuesAs(JsonObject.class).stream()
        .map(call ->
            String.join(
                " ",
                call.getString("direction"),
                call.isNull("with") ? "-" : call.getString("with"),
                call.getString("status"),
                call.getJsonNumber("duration").toString(),
                call.isNull("reason") ? "-" : call.getString("reason")))
        .toList();
  }

  private void call(int sid, String from, String to) {
    voice.call(from, to, "CallSid", sid(sid), "CallStatus", "ringing");
  }

  @Test
  void both_users_see_one_call_with_its_legs_joined() {
    call(1, "client:alice", "bob");
    assertThat(calls("alice")).containsExactly("outgoing bob ringing 0 -");
    callback(2, 1, "ringing", "From", "client:alice", "To", "client:bob");
    callback(2, 1, "in-progress");
    callback(1, 0, "in-progress", "From", "client:alice", "To", "bob");
    callback(2, 1, "completed", "CallDuration", "42");
    callback(1, 0, "completed", "CallDuration", "47");
    assertThat(calls("alice")).containsExactly("outgoing bob completed 42 -");
    assertThat(calls("bob")).containsExactly("incoming alice completed 42 -");
    assertThat(calls("carol")).isEmpty();
  }

  @Test
  void the_dialed_leg_decides_the_outcome_with_callbacks_in_any_order() {
    call(1, "client:alice", "bob");
    callback(1, 0, "completed", "CallDuration", "31");
    callback(2, 1, "no-answer");
    callback(2, 1, "ringing");
    callback(2, 1, "completed");
    assertThat(calls("alice")).containsExactly("outgoing bob no-answer 0 -");
  }

  @Test
  void the_report_of_a_dial_replaces_a_lost_callback() {
    call(1, "client:alice", "bob");
    voice.webhook(
        "/api/twilio/voice/dialed",
        Map.of(
            "CallSid",
            sid(1),
            "DialCallSid",
            sid(2),
            "DialCallStatus",
            "busy",
            "From",
            "client:alice"));
    assertThat(calls("bob")).containsExactly("incoming alice busy 0 -");
  }

  @Test
  void calls_known_from_callbacks_alone_are_there_too() {
    callback(2, 1, "ringing", "From", "client:alice", "To", "client:bob");
    assertThat(calls("bob")).containsExactly("incoming alice ringing 0 -");
    callback(1, 0, "completed", "From", "client:alice", "To", "bob", "CallDuration", "3");
    assertThat(calls("alice")).containsExactly("outgoing bob completed 3 -");
  }

  @Test
  void refused_calls_say_why_to_their_caller_alone_and_numbers_are_masked() {
    call(1, "client:alice", "alice");
    call(2, "client:alice", "+442079460123");
    call(3, "client:alice", "+12025550123");
    call(4, "+12025550199", "+12025550100");
    assertThat(calls("alice"))
        .containsExactlyInAnyOrder(
            "outgoing +1•••••0123 ringing 0 -",
            "outgoing +44•••••0123 no-answer 0 country",
            "outgoing alice no-answer 0 oneself");
    assertThat(calls("desk")).containsExactly("incoming +1•••••0199 ringing 0 -");
  }

  @Test
  void no_phone_passes_for_a_user_by_its_caller_id() {
    call(1, "alice", "+12025550100");
    callback(1, 0, "ringing", "From", "alice", "To", "+12025550100");
    callback(2, 1, "ringing", "From", "alice", "To", "client:desk");
    callback(3, 0, "ringing", "From", "12345", "To", "+12025550100");
    callback(4, 3, "ringing", "From", "12345", "To", "client:desk");
    assertThat(calls("alice")).isEmpty();
    assertThat(calls("12345")).isEmpty();
    assertThat(calls("desk"))
        .containsExactlyInAnyOrder("incoming - ringing 0 -", "incoming - ringing 0 -");
  }

  @Test
  void pages_follow_each_other_without_gaps_while_calls_arrive() {
    for (int i = 1; i <= 7; i++) {
      call(i, "client:alice", "bob" + i);
    }
    List<String> seen = new ArrayList<>();
    JsonObject page = page("alice", "?limit=3");
    while (true) {
      page.getJsonArray("calls")
          .getValuesAs(JsonObject.class)
          .forEach(call -> seen.add(call.getString("with")));
      call(100 + seen.size(), "client:alice", "late");
      if (!page.containsKey("next")) {
        break;
      }
      page = page("alice", "?limit=3&cursor=" + page.getString("next"));
    }
    assertThat(seen)
        .hasSize(7)
        .containsExactlyInAnyOrder("bob1", "bob2", "bob3", "bob4", "bob5", "bob6", "bob7");
    for (String wrong :
        List.of("?limit=0", "?limit=101", "?limit=x", "?cursor=x", "?cursor=AAAA")) {
      assertThat(
              voice
                  .api()
                  .get(
                      "/api/twilio/voice/calls" + wrong,
                      "Authorization",
                      "Bearer " + voice.server().token("alice"))
                  .body())
          .as(wrong)
          .contains("\"request_invalid\"");
    }
    assertThat(voice.api().text("/api/twilio/voice/calls")).contains("\"token_missing\"");
  }

  @Test
  void a_user_has_one_call_at_a_time_until_it_is_over() {
    try (VoiceFixture strict = server(TestServer.production())) {
      voice = strict;
      String first = strict.call("client:alice", "bob", "CallSid", sid(1));
      assertThat(first).contains("<Dial");
      assertThat(strict.call("client:alice", "carol", "CallSid", sid(2))).contains("<Reject");
      assertThat(calls("alice")).contains("outgoing carol no-answer 0 limit");
      callback(3, 1, "completed");
      assertThat(strict.call("client:alice", "carol", "CallSid", sid(4))).contains("<Dial");
    }
  }

  @Test
  void a_call_whose_webhook_comes_again_counts_once_and_gets_the_same_answer() {
    try (VoiceFixture strict = server(TestServer.production())) {
      voice = strict;
      for (int i = 1; i <= 5; i++) {
        String answer = strict.call("client:alice", "bob", "CallSid", sid(i));
        assertThat(answer).contains("<Dial");
        assertThat(strict.call("client:alice", "bob", "CallSid", sid(i))).isEqualTo(answer);
        callback(i, 0, "completed");
      }
      assertThat(calls("alice")).hasSize(5);
      assertThat(strict.call("client:alice", "bob", "CallSid", sid(6)))
          .as("a sixth in an hour")
          .contains("<Reject");
    }
  }

  @Test
  void a_call_whose_callbacks_are_lost_is_asked_for_and_ends() {
    String made =
        voice.twilio(
            "/Calls.json",
            Map.of(
                "To", "+14155550123",
                "From", voice.account().from(),
                "Twiml", "<Response><Pause length=\"30\"/></Response>"));
    String sid = made.replaceAll("(?s).*?\"sid\":\\s*\"(CA[0-9a-f]{32})\".*", "$1");
    voice.call("client:alice", "bob", "CallSid", sid);
    String ended = voice.twilio("/Calls/" + sid + ".json", Map.of("Status", "completed"));
    assertThat(ended).containsPattern("\"status\":\\s*\"(completed|canceled)\"");

    voice.server().runScheduledTasks();
    assertThat(calls("alice")).as("heard of just now").containsExactly("outgoing bob ringing 0 -");
    clock.forward(Duration.ofMinutes(10));
    voice.server().runScheduledTasks();
    assertThat(calls("alice")).singleElement().asString().matches(".*(completed|canceled) \\d+ -");
  }

  @Test
  void records_go_when_they_are_older_than_the_operator_keeps_them() {
    call(1, "client:alice", "bob");
    clock.forward(Duration.ofDays(89));
    call(2, "client:alice", "carol");
    voice.server().runScheduledTasks();
    assertThat(calls("alice")).hasSize(2);
    clock.forward(Duration.ofDays(2));
    voice.server().runScheduledTasks();
    assertThat(calls("alice")).containsExactly("outgoing carol ringing 0 -");
    assertThat(calls("bob")).isEmpty();
  }

  @Test
  void erasing_a_user_leaves_the_others_calls_without_the_name() {
    call(1, "client:alice", "bob");
    call(2, "client:alice", "+12025550123");
    assertThat(voice.server().erase("alice")).containsEntry("voice", 2);
    assertThat(calls("alice")).isEmpty();
    assertThat(calls("bob")).containsExactly("incoming - ringing 0 -");
    call(3, "client:carol", "+12025550123");
    assertThat(voice.server().erase("+12025550123")).containsEntry("voice", 1);
    assertThat(calls("carol")).containsExactly("outgoing - ringing 0 -");
  }

  @Test
  void who_was_erased_during_a_call_does_not_come_back_with_its_callbacks() {
    call(1, "client:alice", "bob");
    callback(2, 1, "ringing", "From", "client:alice", "To", "client:bob");
    voice.server().erase("alice");
    voice.server().erase("bob");
    callback(2, 1, "in-progress", "From", "client:alice", "To", "client:bob");
    callback(2, 1, "completed", "From", "client:alice", "To", "client:bob");
    callback(1, 0, "completed", "From", "client:alice", "To", "bob");
    assertThat(calls("alice")).isEmpty();
    assertThat(calls("bob")).isEmpty();
    call(3, "client:alice", "bob");
    assertThat(calls("alice")).as("a later call").containsExactly("outgoing bob ringing 0 -");
  }

  @Test
  void a_name_that_no_database_accepts_has_no_user() {
    // The mapping of such a name, as a leg to it would report it.
    callback(3, 2, "completed", "From", "client:alice", "To", "client:u8_mfraa");
    assertThat(new TestClient(voice.server().operations()).text("/metrics"))
        .doesNotContain("outcome=\"failed\"");
    assertThat(voice.call("client:alice", "bob\0", "CallSid", sid(1))).contains("<Reject");
    assertThat(voice.call("client:alice", "client:b\0b", "CallSid", sid(6))).contains("<Reject");
    assertThat(calls("alice"))
        .containsExactly("outgoing - no-answer 0 nobody", "outgoing - no-answer 0 nobody");
  }
}
