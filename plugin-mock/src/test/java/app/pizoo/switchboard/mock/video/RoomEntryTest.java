package app.pizoo.switchboard.mock.video;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.jwt.accesstoken.AccessToken;
import com.twilio.jwt.accesstoken.ChatGrant;
import com.twilio.jwt.accesstoken.VideoGrant;
import com.twilio.rest.video.v1.Room;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoomEntryTest {
  private final TwilioBox box = TwilioBox.builder().clock(BoxClock.manual(Instant.now())).start();

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void the_first_one_makes_the_room_appear() throws Exception {
    try (VideoBrowser ann = VideoBrowser.enter(box, "ann", "Lounge")) {
      JsonObject connected = ann.next("connected");
      assertThat(connected.getString("name")).isEqualTo("Lounge");
      assertThat(connected.getString("sid")).startsWith("RM");
      assertThat(connected.getJsonObject("participant").getString("identity")).isEqualTo("ann");
      assertThat(connected.getJsonObject("options").getInt("session_timeout")).isEqualTo(30);
      assertThat(Room.fetcher("Lounge").fetch(BoxTwilioClient.of(box)).getSid())
          .isEqualTo(connected.getString("sid"));
    }
  }

  @Test
  void the_peer_connection_towards_a_media_server_is_closed() throws Exception {
    try (VideoBrowser ann = VideoBrowser.enter(box, "ann", "Lounge")) {
      JsonObject closed = ann.next("connected").getJsonArray("peer_connections").getJsonObject(0);
      assertThat(closed)
          .isEqualTo(VideoBrowser.json("{'id':'own','description':{'type':'close','revision':2}}"));
    }
  }

  @Test
  void a_room_is_entered_by_its_id_too() throws Exception {
    Room room = Room.creator().setUniqueName("Lounge").create(BoxTwilioClient.of(box));
    try (VideoBrowser ann = VideoBrowser.open(box);
        VideoBrowser bob = VideoBrowser.open(box)) {
      ann.connect(token("ann", "Lounge"), room.getSid(), "[]");
      assertThat(ann.next("connected").getString("name")).isEqualTo("Lounge");
      bob.connect(token("bob", room.getSid()), "Lounge", "[]");
      assertThat(bob.next("connected").getString("sid")).isEqualTo(room.getSid());
    }
  }

  @Test
  void without_a_name_the_room_of_the_token_opens() throws Exception {
    try (VideoBrowser ann = VideoBrowser.open(box)) {
      ann.connect(token("ann", "Lounge"), "", "[]");
      assertThat(ann.next("connected").getString("name")).isEqualTo("Lounge");
    }
  }

  @Test
  void a_token_for_all_rooms_opens_one_without_name() throws Exception {
    try (VideoBrowser ann = VideoBrowser.open(box)) {
      ann.connect(jwt().identity("ann").grant(new VideoGrant()).build().toJwt(), "", "[]");
      JsonObject connected = ann.next("connected");
      assertThat(connected.getString("name")).isEqualTo(connected.getString("sid"));
    }
  }

  @Test
  void a_token_for_another_room_is_refused_and_makes_none() throws Exception {
    assertThat(refusal(token("ann", "Lounge"), "Kitchen")).isEqualTo(20106);
    assertThat(Room.reader().read(BoxTwilioClient.of(box))).isEmpty();
  }

  @Test
  void a_token_without_video_is_refused() throws Exception {
    ChatGrant chat = new ChatGrant();
    chat.setServiceSid("IS" + "0".repeat(32));
    AccessToken token = jwt().identity("ann").grant(chat).build();
    assertThat(refusal(token.toJwt(), "Lounge")).isEqualTo(20106);
  }

  @Test
  void an_expired_token_is_refused_by_the_boxs_clock() throws Exception {
    String token = token("ann", "Lounge");
    box.clock().advance(Duration.ofHours(2));
    assertThat(refusal(token, "Lounge")).isEqualTo(20104);
  }

  @Test
  void a_token_of_another_account_or_key_is_refused() throws Exception {
    VideoGrant grant = new VideoGrant();
    grant.setRoom("Lounge");
    AccessToken.Builder stranger =
        VideoBrowser.jwt(box, "AC" + "0".repeat(32), box.account().apiKeySecret());
    assertThat(refusal(stranger.identity("ann").grant(grant).build().toJwt(), "Lounge"))
        .isEqualTo(20103);
    AccessToken.Builder forger =
        VideoBrowser.jwt(box, box.account().accountSid(), "another secret of at least 32 letters");
    assertThat(refusal(forger.identity("ann").grant(grant).build().toJwt(), "Lounge"))
        .isEqualTo(20107);
  }

  @Test
  void no_token_is_refused() throws Exception {
    assertThat(refusal("", "Lounge")).isEqualTo(20101);
  }

  @Test
  void a_bad_token_gets_no_ice_servers_and_a_good_one_none_either() throws Exception {
    try (VideoBrowser ann = VideoBrowser.open(box)) {
      ann.say("{'type':'ice','version':1,'token':'bad'}");
      assertThat(ann.next("error").getInt("code")).isEqualTo(20101);
      ann.say("{'type':'ice','version':1,'token':'" + token("ann", "Lounge") + "'}");
      assertThat(ann.next("iced").getJsonArray("ice_servers")).isEmpty();
    }
  }

  @Test
  void a_room_that_was_never_made_has_no_id() throws Exception {
    String room = "RM" + "0".repeat(32);
    assertThat(refusal(token("ann", room), room)).isEqualTo(53106);
  }

  @Test
  void an_identity_is_at_most_128_characters_long() throws Exception {
    assertThat(refusal(token("a".repeat(129), "Lounge"), "Lounge")).isEqualTo(53201);
  }

  private int refusal(String token, String room) throws Exception {
    try (VideoBrowser browser = VideoBrowser.open(box)) {
      browser.connect(token, room, "[]");
      return browser.next("error").getInt("code");
    }
  }

  private String token(String identity, String room) {
    return VideoBrowser.token(box, identity, room);
  }

  private AccessToken.Builder jwt() {
    return VideoBrowser.jwt(box, box.account().accountSid(), box.account().apiKeySecret());
  }
}
