package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens and webhooks over real HTTP, webhooks signed by the SDK. */
class VoiceHttpTest {
  private static VoiceFixture open;

  @BeforeAll
  static void start() {
    open =
        VoiceFixture.development(
            "SWITCHBOARD_DIAL_COUNTRIES", "US", "SWITCHBOARD_INBOUND_IDENTITY", "front desk");
  }

  @AfterAll
  static void stop() {
    open.close();
  }

  @Test
  void a_token_belongs_to_its_caller_and_names_what_it_allows() throws Exception {
    Map<String, Object> grants = open.grants("user123");
    assertThat(grants).containsEntry("identity", "user123");
    assertThat(String.valueOf(grants.get("voice")))
        .contains("incoming={allow=true}", "application_sid=AP");
    assertThat(open.grants("ann@example.com"))
        .containsEntry("identity", VoiceIdentity.encode("ann@example.com"));
    assertThat(open.token("user123", "{\"identity\":\"user123\"}").statusCode()).isEqualTo(200);
    assertThat(open.token("user123", "{\"identity\":\"user124\"}").body())
        .contains("\"identity_mismatch\"");
    assertThat(open.token("x".repeat(200), "{}").body()).contains("\"request_invalid\"");
  }

  @Test
  void a_browser_rings_another_users_browsers() {
    String twiml = open.call("client:alice", "bob", "topic", "cats & <dogs>");
    assertThat(twiml)
        .contains(
            "<Dial answerOnBridge=\"true\" timeout=\"30\" timeLimit=\"3600\" action=\""
                + open.server().api()
                + "/api/twilio/voice/dialed\"",
            "statusCallbackEvent=\"initiated ringing answered completed\"",
            "statusCallback=\"" + open.server().api() + "/api/twilio/voice/status\"",
            "<Identity>bob</Identity>",
            "<Parameter name=\"callerIdentity\" value=\"alice\"/>",
            "<Parameter name=\"topic\" value=\"cats &amp; &lt;dogs&gt;\"/>");
    assertThat(twiml).doesNotContain("<Say", "CallSid", "Direction");
  }

  @Test
  void names_that_twilio_does_not_take_are_mapped_on_both_ends() {
    String from = "client:" + VoiceIdentity.encode("ann@example.com");
    assertThat(open.call(from, "bob@example.com"))
        .contains(
            "<Identity>" + VoiceIdentity.encode("bob@example.com") + "</Identity>",
            "value=\"ann@example.com\"");
    assertThat(open.call("client:alice", "client:+12025550123"))
        .contains("<Identity>" + VoiceIdentity.encode("+12025550123") + "</Identity>");
  }

  @Test
  void parameters_of_a_caller_cannot_imitate_the_server() {
    assertThat(open.call("client:alice", "bob", "callerIdentity", "the boss"))
        .contains("value=\"alice\"")
        .doesNotContain("the boss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "alice", "client:alice", "client:"})
  void calling_an_invalid_name_or_oneself_is_refused_silently(String to) {
    assertThat(open.call("client:alice", to)).contains("<Reject").doesNotContain("<Say", "<Dial");
  }

  @ParameterizedTest
  @ValueSource(strings = {"+12025550123 ", " +12025550123", "+1 202 555 0123", "+1"})
  void a_number_that_is_misspelt_is_no_users_name(String to) {
    assertThat(open.call("client:alice", to)).contains("<Reject").doesNotContain("<Dial");
    assertThat(open.call("client:alice", "client:" + to)).contains("<Client");
  }

  @Test
  void a_phone_is_called_in_listed_countries_alone_and_sees_our_number() {
    String twiml = open.call("client:alice", "+12025550123", "callerId", "+19995550100");
    assertThat(twiml).contains(">+12025550123</Number>", "callerId=\"+1");
    assertThat(twiml).doesNotContain("+19995550100\" answer", "callerId=\"+19995550100");
    assertThat(open.call("client:alice", "+442079460123")).contains("<Reject");
    try (VoiceFixture none = VoiceFixture.development()) {
      assertThat(none.call("client:alice", "+12025550123"))
          .contains("<Reject")
          .endsWith("<!-- refused: country -->");
    }
  }

  @Test
  void a_phone_reaches_the_configured_user_or_hears_a_polite_message() {
    assertThat(open.call("+12025550199", "+12025550100"))
        .contains(
            "<Identity>" + VoiceIdentity.encode("front desk") + "</Identity>",
            "value=\"+12025550199\"");
    try (VoiceFixture none = VoiceFixture.development()) {
      assertThat(none.call("+12025550199", "+12025550100"))
          .contains("<Say>", "<Hangup/>")
          .doesNotContain("<Dial");
    }
  }

  @Test
  void after_a_dial_phones_hear_why_and_browsers_do_not() {
    String dialed = "/api/twilio/voice/dialed";
    assertThat(
            open.webhook(dialed, Map.of("From", "+12025550199", "DialCallStatus", "busy")).body())
        .contains("<Say>");
    assertThat(open.webhook(dialed, Map.of("From", "client:a", "DialCallStatus", "busy")).body())
        .doesNotContain("<Say>");
    assertThat(
            open.webhook(dialed, Map.of("From", "+12025550199", "DialCallStatus", "completed"))
                .body())
        .doesNotContain("<Say>");
  }

  @Test
  void under_policy_claims_a_call_needs_the_pass_of_its_token() throws Exception {
    try (VoiceFixture claims = VoiceFixture.development("SWITCHBOARD_POLICY", "claims")) {
      assertThat(String.valueOf(claims.grants("alice").get("voice"))).doesNotContain("outgoing");
      assertThat(claims.call("client:alice", "bob")).contains("<Reject");
      assertThat(claims.call("client:alice", "bob", "switchboardPass", "made.up"))
          .contains("<Reject");
    }
  }

  private static String call(VoiceFixture voice, int sid, String to) {
    return voice.call("client:alice", to, "CallSid", "CA%032x".formatted(sid));
  }

  @Test
  void in_production_a_pair_has_five_calls_an_hour() {
    try (VoiceFixture strict =
        new VoiceFixture(
            TestServer.production(), "SWITCHBOARD_LIMIT_RULES", "voice.call.active=off")) {
      for (int i = 0; i < 5; i++) {
        assertThat(call(strict, i, "bob")).contains("<Dial");
      }
      assertThat(call(strict, 5, "bob")).contains("<Reject").doesNotContain("<Dial");
      assertThat(call(strict, 6, "carol")).contains("<Dial");
    }
  }

  @Test
  void states_only_move_forward_and_the_first_final_one_stays() {
    List<String> states =
        new java.util.ArrayList<>(
            List.of("queued", "initiated", "ringing", "in-progress", "completed", "ringing"));
    Random random = new Random(3);
    TestClient operations = new TestClient(open.server().operations());
    for (int call = 0; call < 20; call++) {
      Collections.shuffle(states, random);
      String sid = "CA" + "%032x".formatted(call + 100);
      for (String state : states) {
        Map<String, String> event = Map.of("CallSid", sid, "CallStatus", state);
        assertThat(open.webhook("/api/twilio/voice/status", event).statusCode()).isEqualTo(204);
      }
      Map<String, String> late = Map.of("CallSid", sid, "CallStatus", "failed");
      assertThat(open.webhook("/api/twilio/voice/status", late).statusCode()).isEqualTo(204);
    }
    assertThat(operations.text("/metrics"))
        .contains("switchboard_voice_states_total{status=\"completed\"} 20")
        .doesNotContain("status=\"failed\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/twilio/voice/incoming",
        "/api/twilio/voice/dialed",
        "/api/twilio/voice/status"
      })
  void webhooks_that_twilio_did_not_sign_are_refused(String path) {
    Map<String, String> form = new TreeMap<>(Map.of("From", "client:alice", "To", "bob"));
    String good = open.signature(path, form);
    String wrong = (good.startsWith("A") ? "B" : "A") + good.substring(1);
    assertThat(open.api().postForm(path, form).body()).contains("\"signature_missing\"");
    assertThat(open.api().postForm(path, form, "X-Twilio-Signature", wrong).body())
        .contains("\"signature_invalid\"");
    assertThat(open.api().postForm(path + "?a=1", form, "X-Twilio-Signature", good).body())
        .contains("\"signature_invalid\"");
    form.put("To", "mallory");
    assertThat(open.api().postForm(path, form, "X-Twilio-Signature", good).body())
        .contains("\"signature_invalid\"");
  }
}
