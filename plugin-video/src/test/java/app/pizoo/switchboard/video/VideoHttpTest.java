package app.pizoo.switchboard.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import app.pizoo.switchboard.twilio.TwilioService;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Tokens and webhooks over real HTTP, webhooks signed by the SDK. */
class VideoHttpTest {
  private static final String STATUS = "/api/twilio/video/status";
  private static final String SID = "RM" + "0".repeat(32);

  private final BoxDevService box = new BoxDevService();

  private TestServer server(String... settings) {
    TestServer.Builder builder = TestServer.development().set("SWITCHBOARD_BOX_PORT", "0");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    return builder.plugin(new VideoPlugin()).service(new TwilioService()).devService(box).start();
  }

  private static HttpResponse<String> token(TestServer server, String body) {
    return new TestClient(server.api())
        .post(
            "/api/twilio/video/token", body, "Authorization", "Bearer " + server.token("user123"));
  }

  @Test
  void a_token_opens_the_room_it_was_asked_for_and_no_other() throws Exception {
    try (TestServer server = server()) {
      String body = token(server, "{\"identity\":\"user123\",\"room\":\"match-abc\"}").body();
      String token = JsonFields.parse(body.getBytes(UTF_8)).object().getString("token");
      assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaim("grants"))
          .hasToString("{identity=user123, video={room=match-abc}}");
      assertThat(body).contains("\"room\":\"match-abc\"", "\"expires_in\":3600");
      assertThat(token(server, "{\"identity\":\"other\",\"room\":\"a\"}").body())
          .contains("\"identity_mismatch\"");
      for (String room :
          new String[] {"", " ", "a\\u0007", "x".repeat(129), "RM" + "a".repeat(32)}) {
        HttpResponse<String> refused = token(server, "{\"room\":\"" + room + "\"}");
        assertThat(refused.body()).contains("\"request_invalid\"", "\"field\":\"room\"");
      }
      assertThat(token(server, "{}").body()).contains("\"field\":\"room\"");
    }
  }

  @Test
  void under_policy_claims_only_listed_rooms_are_joined() {
    try (TestServer server = server("SWITCHBOARD_POLICY", "claims")) {
      assertThat(token(server, "{\"room\":\"match-abc\"}").body()).contains("\"not_permitted\"");
    }
  }

  @Test
  void managed_rooms_are_created_once_with_a_callback() throws Exception {
    try (TestServer server = server("SWITCHBOARD_VIDEO_ROOMS", "managed")) {
      assertThat(token(server, "{\"room\":\"match-abc\"}").statusCode()).isEqualTo(200);
      assertThat(token(server, "{\"room\":\"match-abc\"}").statusCode()).isEqualTo(200);
      TestClient operations = new TestClient(server.operations());
      String created = "switchboard_video_events_total{event=\"room-created\"} 1";
      Eventually.isTrue(created, () -> operations.text("/metrics").contains(created));
    }
  }

  @Test
  void the_newest_event_counts_and_the_end_of_a_room_stays() {
    try (TestServer server = server()) {
      note(server, "participant-connected", "2026-11-24T12:00:05Z");
      note(server, "room-created", "2026-11-24T12:00:00Z");
      note(server, "room-ended", "2026-11-24T12:10:00Z");
      note(server, "room-ended", "2026-11-24T12:10:00Z");
      note(server, "participant-connected", "2026-11-24T12:20:00Z");
      assertThat(new TestClient(server.operations()).text("/metrics"))
          .contains(
              "switchboard_video_events_total{event=\"participant-connected\"} 1",
              "switchboard_video_events_total{event=\"room-ended\"} 1")
          .doesNotContain("event=\"room-created\"");
    }
  }

  private void note(TestServer server, String event, String at) {
    Map<String, String> form =
        new TreeMap<>(Map.of("RoomSid", SID, "StatusCallbackEvent", event, "Timestamp", at));
    assertThat(signed(server, form).statusCode()).isEqualTo(204);
  }

  private HttpResponse<String> signed(TestServer server, Map<String, String> form) {
    String signature =
        TwilioSignature.sign(box.box().account().authToken(), server.api() + STATUS, form);
    return new TestClient(server.api()).postForm(STATUS, form, "X-Twilio-Signature", signature);
  }

  @Test
  void webhooks_that_twilio_did_not_sign_are_refused() {
    try (TestServer server = server()) {
      TestClient api = new TestClient(server.api());
      Map<String, String> form = new TreeMap<>(Map.of("RoomSid", SID));
      String good =
          TwilioSignature.sign(box.box().account().authToken(), server.api() + STATUS, form);
      assertThat(api.postForm(STATUS, form).body()).contains("\"signature_missing\"");
      assertThat(api.postForm(STATUS + "?x", form, "X-Twilio-Signature", good).body())
          .contains("\"signature_invalid\"");
      form.put("RoomSid", "RM" + "1".repeat(32));
      assertThat(api.postForm(STATUS, form, "X-Twilio-Signature", good).body())
          .contains("\"signature_invalid\"");
    }
  }
}
