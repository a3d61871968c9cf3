package app.pizoo.switchboard.video;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failures over real HTTP that other tests have no reason to provoke. */
class VideoProblemsTest {
  @AutoClose
  private final TestServer server =
      TestServer.development()
          .box()
          .set("SWITCHBOARD_VIDEO_ROOMS", "managed")
          .set("SWITCHBOARD_LIMIT_RULES", "video.token.user.hour=2:block")
          .plugin(new VideoPlugin())
          .start();

  private final TestClient api = server.client();

  private String[] as(String user) {
    return new String[] {"Authorization", "Bearer " + server.token(user)};
  }

  private HttpResponse<String> token(String user) {
    return api.post("/api/twilio/video/token", "{\"room\":\"match-abc\"}", as(user));
  }

  private void fault(int status, int code) {
    server
        .box()
        .faults()
        .add("POST /v1/Rooms*", 1, new Faults.Answer(status, code, OptionalInt.empty()));
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains("\"" + code + "\"");
  }

  @Test
  void tokens_of_one_user_are_limited() {
    assertThat(token("alice").statusCode()).isEqualTo(200);
    assertThat(token("alice").statusCode()).isEqualTo(200);
    assertProblem(token("alice"), 429, "rate_limited");
    assertThat(token("bob").statusCode()).isEqualTo(200);
  }

  @Test
  void without_a_room_there_is_no_token() {
    // Not the code of a request that Twilio rejected unprocessed, which would be repeated.
    fault(429, 20403);
    assertProblem(token("alice"), 503, "provider_busy");
    fault(500, 0);
    assertProblem(token("bob"), 503, "provider_unavailable");
    assertThat(token("carol").statusCode()).isEqualTo(200);
  }

  @Test
  void while_the_database_is_lost_rooms_are_not_listed_and_callbacks_not_acknowledged() {
    Map<String, String> created =
        Map.of(
            "RoomSid", "RM" + "0".repeat(32),
            "StatusCallbackEvent", "room-created",
            "Timestamp", "2026-11-24T12:00:00Z");
    String authToken = server.box().account().authToken();
    server.loseDatabase();
    assertProblem(
        api.postWebhook(authToken, VideoRoutes.STATUS, created), 503, "provider_unavailable");
    assertProblem(api.get("/api/twilio/video/rooms", as("alice")), 503, "provider_unavailable");
    server.restoreDatabase();
    assertThat(api.postWebhook(authToken, VideoRoutes.STATUS, created).statusCode()).isEqualTo(204);
    assertThat(api.get("/api/twilio/video/rooms", as("alice")).statusCode()).isEqualTo(200);
  }

  @Test
  void a_file_that_the_component_does_not_have_is_not_found() {
    assertProblem(api.get("/ui/video/missing.js"), 404, "not_found");
  }
}
