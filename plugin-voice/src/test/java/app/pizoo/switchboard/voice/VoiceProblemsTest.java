package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Failures over real HTTP that other tests have no reason to provoke. */
class VoiceProblemsTest {
  private static final Map<String, String> RINGING =
      Map.of("CallSid", "CA" + "0".repeat(32), "CallStatus", "ringing");

  @Test
  void a_user_who_may_neither_call_nor_be_called_gets_no_token() throws Exception {
    try (PolicyBackend backend = new PolicyBackend();
        VoiceFixture voice = VoiceFixture.development("SWITCHBOARD_POLICY", backend.address())) {
      backend.allows(false);
      HttpResponse<String> refused = voice.token("alice", "{}");
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).contains("\"not_permitted\"");
    }
  }

  @Test
  void tokens_of_one_user_are_limited() {
    try (VoiceFixture voice =
        VoiceFixture.development("SWITCHBOARD_LIMIT_RULES", "voice.token.user.hour=2:block")) {
      assertThat(voice.token("alice", "{}").statusCode()).isEqualTo(200);
      assertThat(voice.token("alice", "{}").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = voice.token("alice", "{}");
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.body()).contains("\"rate_limited\"");
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 3600L);
      assertThat(voice.token("bob", "{}").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void while_the_database_is_lost_callbacks_are_not_acknowledged_and_tokens_go_on() {
    try (VoiceFixture voice = new VoiceFixture(TestServer.development())) {
      voice.server().loseDatabase();
      assertUnavailable(voice.webhook(VoiceRoutes.STATUS, RINGING));
      assertUnavailable(calls(voice));
      assertThat(voice.token("alice", "{}").statusCode()).isEqualTo(200);
      voice.server().restoreDatabase();
      assertThat(voice.webhook(VoiceRoutes.STATUS, RINGING).statusCode()).isEqualTo(204);
      assertThat(calls(voice).statusCode()).isEqualTo(200);
    }
  }

  private static HttpResponse<String> calls(VoiceFixture voice) {
    return voice
        .api()
        .get("/api/twilio/voice/calls", "Authorization", "Bearer " + voice.server().token("alice"));
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"provider_unavailable\"");
  }

  @Test
  void a_file_that_the_component_does_not_have_is_not_found() {
    try (VoiceFixture voice = VoiceFixture.development()) {
      HttpResponse<String> missing = voice.api().get("/ui/voice/missing.js");
      assertThat(missing.statusCode()).isEqualTo(404);
      assertThat(missing.body()).contains("\"not_found\"");
    }
  }
}
