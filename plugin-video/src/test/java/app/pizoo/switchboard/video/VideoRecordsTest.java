package app.pizoo.switchboard.video;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import app.pizoo.switchboard.twilio.TwilioService;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of rooms, over real HTTP. */
@ParameterizedClass
@EnumSource
class VideoRecordsTest {
  private static final String STATUS = "/api/twilio/video/status";

  private final TestDatabase database;
  private final MovableClock clock = MovableClock.running();
  private final BoxDevService box = new BoxDevService();
  @AutoClose private TestServer server;

  VideoRecordsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    TestServer.Builder builder =
        TestServer.development().set("SWITCHBOARD_BOX_PORT", "0").clock(clock);
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    server = builder.plugin(new VideoPlugin()).service(new TwilioService()).devService(box).start();
  }

  private void callback(int room, String event, int second, String... more) {
    Map<String, String> form = new TreeMap<>();
    form.put("RoomSid", "RM%032x".formatted(room));
    form.put("RoomName", "match-" + room);
    form.put("StatusCallbackEvent", event);
    form.put("Timestamp", "2026-11-24T12:00:%02dZ".formatted(second));
    form.put("SequenceNumber", "0");
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    String signature =
        TwilioSignature.sign(box.box().account().authToken(), server.api() + STATUS, form);
    assertThat(
            new TestClient(server.api())
                .postForm(STATUS, form, "X-Twilio-Signature", signature)
                .statusCode())
        .isEqualTo(204);
  }

  private String rooms(String user) {
    return new TestClient(server.api())
        .text("/api/twilio/video/rooms", "Authorization", "Bearer " + server.token(user));
  }

  @Test
  void members_see_the_room_and_its_end_with_callbacks_in_any_order() {
    callback(
        1, "participant-connected", 2, "ParticipantIdentity", "alice", "ParticipantSid", "PA1");
    callback(1, "room-ended", 40, "RoomDuration", "38");
    callback(1, "participant-connected", 3, "ParticipantIdentity", "bob", "ParticipantSid", "PA2");
    callback(1, "participant-connected", 3, "ParticipantIdentity", "bob", "ParticipantSid", "PA2");
    callback(2, "participant-connected", 50, "ParticipantIdentity", "bob", "ParticipantSid", "PA3");

    String first =
        "\"room\":\"match-1\",\"status\":\"completed\",\"joined_at\":\"2026-11-24T12:00:";
    assertThat(rooms("alice")).contains(first + "02Z\",\"duration\":38").doesNotContain("match-2");
    assertThat(rooms("bob"))
        .matches(".*match-2.*match-1.*")
        .contains(first + "03Z\",\"duration\":38", "\"status\":\"in-progress\"");
    assertThat(rooms("carol")).isEqualTo("{\"ok\":true,\"rooms\":[]}");
  }

  @Test
  void a_room_without_a_final_callback_is_requested_from_twilio() {
    String made = twilio("/v1/Rooms", Map.of("UniqueName", "match-7"));
    String sid = made.replaceAll("(?s).*?\"sid\":\\s*\"(RM[0-9a-f]{32})\".*", "$1");
    callback(7, "participant-connected", 2, "ParticipantIdentity", "alice", "RoomSid", sid);
    assertThat(twilio("/v1/Rooms/" + sid, Map.of("Status", "completed"))).contains("completed");

    server.runScheduledTasks();
    assertThat(rooms("alice")).contains("\"status\":\"in-progress\"");
    clock.forward(Duration.ofHours(2));
    server.runScheduledTasks();
    assertThat(rooms("alice")).contains("\"status\":\"completed\"");
  }

  private String twilio(String path, Map<String, String> fields) {
    String credentials = box.box().account().accountSid() + ':' + box.box().account().authToken();
    return new TestClient(box.box().address())
        .postForm(
            path,
            fields,
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8)))
        .body();
  }

  @Test
  void erasing_a_user_takes_the_rooms_along() {
    callback(
        1, "participant-connected", 2, "ParticipantIdentity", "alice", "ParticipantSid", "PA1");
    assertThat(server.erase("alice")).containsEntry("video", 1);
    assertThat(rooms("alice")).doesNotContain("match-1");

    callback(
        1, "participant-connected", 3, "ParticipantIdentity", "alice", "ParticipantSid", "PA2");
    assertThat(rooms("alice")).as("connected again").doesNotContain("match-1");
    assertThat(server.erase("alice")).containsEntry("video", 0);
    callback(1, "participant-connected", 4, "ParticipantIdentity", "bob", "ParticipantSid", "PA3");
    assertThat(rooms("bob")).as("others").contains("match-1");
  }
}
