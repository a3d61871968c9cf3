package app.pizoo.switchboard.mock.video;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.rest.video.v1.Room;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeshTest {
  private static final String CAMERA =
      "{'id':'c1','name':'camera','kind':'video','enabled':true,'priority':'high'}";
  private static final String MICROPHONE =
      "{'id':'m1','name':'microphone','kind':'audio','enabled':true,'priority':'standard'}";

  private final TwilioBox box = TwilioBox.start(0);
  private final List<VideoBrowser> browsers = new ArrayList<>();

  @AfterEach
  void close() {
    browsers.forEach(VideoBrowser::close);
    box.close();
  }

  @Test
  void a_newcomer_is_to_offer_a_peer_connection_to_each_member() throws Exception {
    enter("ann").next("connected");
    enter("bob").next("connected");
    JsonObject connected = enter("cy").next("connected");
    assertThat(links(connected)).hasSize(2).doesNotHaveDuplicates();
    assertThat(connected.getJsonArray("peer_connections").getJsonObject(1).get("description"))
        .isEqualTo(VideoBrowser.json("{'type':'create-offer','revision':1}"));
    assertThat(connected.getJsonArray("participants").getValuesAs(JsonObject.class))
        .extracting(participant -> participant.getString("identity"))
        .containsExactly("ann", "bob");
  }

  @Test
  void offers_answers_and_candidates_pass_word_for_word() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    String link = links(bob.next("connected")).getFirst();
    String offer = "'description':{'type':'offer','revision':2,'sdp':'v=0 of bob','more':[1]}";
    bob.negotiate(link, offer);
    assertThat(ann.negotiated())
        .isEqualTo(VideoBrowser.json("{'id':'" + link + "'," + offer + "}"));
    String answer = "'description':{'type':'answer','revision':2,'sdp':'v=0 of ann'}";
    ann.negotiate(link, answer);
    assertThat(bob.negotiated())
        .isEqualTo(VideoBrowser.json("{'id':'" + link + "'," + answer + "}"));
    String ice = "'ice':{'candidates':[{'candidate':'x'}],'ufrag':'u','revision':1}";
    ann.negotiate(link, ice);
    assertThat(bob.negotiated()).isEqualTo(VideoBrowser.json("{'id':'" + link + "'," + ice + "}"));
  }

  @Test
  void of_two_offers_that_cross_the_later_is_dropped() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    String link = links(bob.next("connected")).getFirst();
    bob.negotiate(link, "'description':{'type':'offer','revision':2,'sdp':'first'}");
    assertThat(ann.negotiated().toString()).contains("first");
    ann.negotiate(link, "'description':{'type':'offer','revision':2,'sdp':'crossing'}");
    ann.negotiate(link, "'description':{'type':'answer','revision':2,'sdp':'yielded'}");
    assertThat(bob.negotiated().toString()).contains("yielded");
    ann.negotiate(link, "'description':{'type':'offer','revision':3,'sdp':'again'}");
    assertThat(bob.negotiated().toString()).contains("again");
  }

  @Test
  void nobody_negotiates_a_peer_connection_of_others() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    String link = links(bob.next("connected")).getFirst();
    VideoBrowser cy = enter("cy");
    cy.next("connected");
    cy.negotiate(link, "'description':{'type':'offer','revision':2,'sdp':'of a stranger'}");
    cy.publish(2, "[" + CAMERA + "]");
    ann.participant("cy", participant -> !participant.getJsonArray("tracks").isEmpty());
    bob.negotiate(link, "'description':{'type':'offer','revision':2,'sdp':'of bob'}");
    assertThat(ann.negotiated().toString()).contains("of bob");
  }

  @Test
  void tracks_are_published_muted_and_taken_back() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    bob.next("connected");
    bob.publish(2, "[" + CAMERA + "," + MICROPHONE + "]");
    JsonArray published =
        bob.next("update", body -> body.containsKey("published"))
            .getJsonObject("published")
            .getJsonArray("tracks");
    String sid = published.getJsonObject(0).getString("sid");
    assertThat(published.getJsonObject(0).getString("state")).isEqualTo("ready");
    JsonObject seen =
        ann.participant("bob", participant -> participant.getJsonArray("tracks").size() == 2);
    assertThat(seen.getJsonArray("tracks").getJsonObject(0))
        .isEqualTo(
            VideoBrowser.json(
                "{'sid':'"
                    + sid
                    + "','name':'camera','kind':'video','enabled':true,'priority':'high'}"));
    bob.publish(3, "[" + CAMERA.replace("true", "false") + "]");
    JsonObject later =
        ann.participant("bob", participant -> participant.getJsonArray("tracks").size() == 1);
    assertThat(later.getJsonArray("tracks").getJsonObject(0).getBoolean("enabled")).isFalse();
    assertThat(later.getJsonArray("tracks").getJsonObject(0).getString("sid")).isEqualTo(sid);
    assertThat(later.getInt("revision")).isGreaterThan(seen.getInt("revision"));
  }

  @Test
  void a_subscriber_learns_the_id_of_a_track() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = VideoBrowser.open(box);
    browsers.add(bob);
    bob.connect(VideoBrowser.token(box, "bob", "Lounge"), "Lounge", "[" + CAMERA + "]");
    bob.next("connected");
    JsonObject update = ann.next("update", body -> body.containsKey("participants"));
    JsonObject seen =
        update
            .getJsonArray("participants")
            .getJsonObject(0)
            .getJsonArray("tracks")
            .getJsonObject(0);
    JsonObject subscribed =
        update.getJsonObject("subscribed").getJsonArray("tracks").getJsonObject(0);
    assertThat(subscribed.getString("id")).isEqualTo("c1");
    assertThat(subscribed.getString("sid")).isEqualTo(seen.getString("sid"));
  }

  @Test
  void a_state_that_is_old_changes_nothing() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    bob.next("connected");
    bob.publish(5, "[" + CAMERA + "]");
    bob.publish(5, "[]");
    bob.publish(4, "[]");
    bob.publish(6, "[" + CAMERA.replace("true", "false") + "]");
    ann.participant("bob", participant -> participant.getJsonArray("tracks").size() == 1);
    JsonObject next = ann.participant("bob", _ -> true);
    assertThat(next.getJsonArray("tracks").getJsonObject(0).getBoolean("enabled")).isFalse();
  }

  @Test
  void tracks_that_cannot_be_published_fail_one_by_one() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    ann.publish(
        2,
        "["
            + CAMERA
            + ","
            + CAMERA.replace("c1", "c2")
            + ","
            + CAMERA.replace("camera", "n".repeat(129)).replace("c1", "c3")
            + ","
            + CAMERA.replace("'video'", "'smell'").replace("c1", "c4")
            + "]");
    JsonArray tracks =
        ann.next("update", body -> body.containsKey("published"))
            .getJsonObject("published")
            .getJsonArray("tracks");
    assertThat(tracks.getJsonObject(0).getString("state")).isEqualTo("ready");
    assertThat(tracks.getValuesAs(JsonObject.class).subList(1, 4))
        .extracting(track -> track.getJsonObject("error").getInt("code"))
        .containsExactly(53304, 53302, 53300);
  }

  @Test
  void a_member_who_leaves_takes_the_peer_connections_along() throws Exception {
    VideoBrowser ann = enter("ann");
    ann.next("connected");
    VideoBrowser bob = enter("bob");
    String link = links(bob.next("connected")).getFirst();
    bob.say("{'type':'disconnect','version':2}");
    JsonObject update =
        ann.next(
            "update",
            body ->
                body.containsKey("peer_connections")
                    && !body.getJsonArray("peer_connections").isEmpty());
    assertThat(update.getJsonArray("participants").getJsonObject(0).getString("state"))
        .isEqualTo("disconnected");
    JsonObject closed = update.getJsonArray("peer_connections").getJsonObject(0);
    assertThat(closed.getString("id")).isEqualTo(link);
    assertThat(closed.getJsonObject("description").getString("type")).isEqualTo("close");
  }

  @Test
  void the_same_identity_drives_the_older_one_out() throws Exception {
    VideoBrowser older = enter("ann");
    older.next("connected");
    JsonObject connected = enter("ann").next("connected");
    assertThat(older.next("error").getInt("code")).isEqualTo(53205);
    assertThat(connected.getJsonArray("participants")).isEmpty();
    assertThat(links(connected)).isEmpty();
  }

  @Test
  void a_mesh_has_ten_members_at_most() throws Exception {
    for (int i = 0; i < 10; i++) {
      enter("member" + i).next("connected");
    }
    assertThat(enter("one too many").next("error").getInt("code")).isEqualTo(53105);
  }

  @Test
  void a_room_can_be_made_smaller() throws Exception {
    Room.creator().setUniqueName("Lounge").setMaxParticipants(1).create(BoxTwilioClient.of(box));
    enter("ann").next("connected");
    assertThat(enter("bob").next("error").getInt("code")).isEqualTo(53105);
  }

  private VideoBrowser enter(String identity) throws Exception {
    VideoBrowser browser = VideoBrowser.enter(box, identity, "Lounge");
    browsers.add(browser);
    return browser;
  }

  /** The peer connections without the first, which was opened towards a media server. */
  static List<String> links(JsonObject connected) {
    return connected.getJsonArray("peer_connections").getValuesAs(JsonObject.class).stream()
        .skip(1)
        .map(link -> link.getString("id"))
        .toList();
  }
}
