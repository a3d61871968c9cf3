package app.pizoo.switchboard.mock.video;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Broken connections, members that reconnect, and removal by REST requests. */
class ReconnectTest {
  private final TwilioBox box = TwilioBox.builder().clock(BoxClock.manual(Instant.now())).start();
  private final List<VideoBrowser> browsers = new ArrayList<>();
  private VideoBrowser ann;
  private VideoBrowser bob;
  private String session;
  private String link;

  @BeforeEach
  void enter() throws Exception {
    ann = enter("ann");
    ann.next("connected");
    bob = enter("bob");
    JsonObject connected = bob.next("connected");
    session = connected.getString("session");
    link = MeshTest.links(connected).getFirst();
    ann.participantState("bob", "connected");
  }

  @AfterEach
  void close() {
    browsers.forEach(VideoBrowser::close);
    box.close();
  }

  @Test
  void a_member_with_a_broken_connection_stays_for_thirty_seconds() {
    bob.cut();
    ann.participantState("bob", "reconnecting");
    assertThat(status("bob")).isEqualTo(Participant.Status.RECONNECTING);
    box.clock().advance(Duration.ofSeconds(29));
    assertThat(status("bob")).isEqualTo(Participant.Status.RECONNECTING);
    box.clock().advance(Duration.ofSeconds(1));
    ann.participantState("bob", "disconnected");
    assertThat(status("bob")).isEqualTo(Participant.Status.DISCONNECTED);
  }

  @Test
  void a_member_that_reconnects_gets_every_open_peer_connection() throws Exception {
    bob.negotiate(link, "'description':{'type':'offer','revision':2,'sdp':'of bob'}");
    ann.negotiated();
    bob.cut();
    ann.participantState("bob", "reconnecting");
    ann.negotiate(link, "'description':{'type':'answer','revision':2,'sdp':'of ann'}");
    ann.negotiate(link, "'ice':{'candidates':[],'ufrag':'u','revision':1}");
    VideoBrowser cy = enter("cy");
    JsonArray offers = cy.next("connected").getJsonArray("peer_connections");
    assertThat(offers).hasSize(3);
    // Once more bob's offer, which ann has, and candidates, which she has not.
    JsonObject synced =
        sync(
            "[{'id':'"
                + link
                + "','description':{'type':'offer','revision':2,'sdp':'of bob'}},"
                + "{'id':'"
                + link
                + "','ice':{'candidates':[],'ufrag':'b','revision':2}}]");
    JsonArray living = synced.getJsonArray("peer_connections");
    assertThat(living).hasSize(2);
    assertThat(living.getJsonObject(0))
        .isEqualTo(
            VideoBrowser.json(
                "{'id':'"
                    + link
                    + "','description':{'type':'answer','revision':2,'sdp':'of ann'},"
                    + "'ice':{'candidates':[],'ufrag':'u','revision':1}}"));
    assertThat(synced.getJsonArray("participants")).hasSize(2);
    assertThat(ann.negotiated().getJsonObject("ice").getString("ufrag")).isEqualTo("b");
    ann.participantState("bob", "connected");
    box.clock().advance(Duration.ofSeconds(31));
    assertThat(status("bob")).isEqualTo(Participant.Status.CONNECTED);
  }

  @Test
  void a_request_for_an_offer_is_repeated_after_a_reconnect() throws Exception {
    bob.cut();
    ann.participantState("bob", "reconnecting");
    assertThat(sync("[]").getJsonArray("peer_connections").getJsonObject(0))
        .isEqualTo(
            VideoBrowser.json(
                "{'id':'" + link + "','description':{'type':'create-offer','revision':1}}"));
  }

  @Test
  void a_second_connection_takes_the_place_of_the_first() throws Exception {
    sync("[]");
    assertThat(bob.closed()).isEqualTo(1000);
    ann.participantState("bob", "connected");
    assertThat(status("bob")).isEqualTo(Participant.Status.CONNECTED);
  }

  @Test
  void a_member_that_reconnects_learns_of_new_tracks() throws Exception {
    bob.cut();
    ann.participantState("bob", "reconnecting");
    ann.publish(2, "[{'id':'m1','name':'microphone','kind':'audio','enabled':false}]");
    ann.next("update", body -> body.containsKey("published"));
    JsonObject synced = sync("[]");
    JsonObject track =
        synced
            .getJsonArray("participants")
            .getJsonObject(0)
            .getJsonArray("tracks")
            .getJsonObject(0);
    assertThat(track.getBoolean("enabled")).isFalse();
    assertThat(synced.getJsonObject("subscribed").getJsonArray("tracks")).hasSize(1);
  }

  @Test
  void a_member_that_reconnects_too_late_is_unknown() throws Exception {
    bob.cut();
    ann.participantState("bob", "reconnecting");
    box.clock().advance(Duration.ofSeconds(30));
    VideoBrowser late = open();
    late.say("{'type':'sync','version':2,'session':'" + session + "'}");
    assertThat(late.next("error").getInt("code")).isEqualTo(53001);
  }

  @Test
  void a_room_ended_by_rest_sends_everybody_away() {
    Room.updater("Lounge", Room.RoomStatus.COMPLETED).update(BoxTwilioClient.of(box));
    assertThat(ann.next("disconnected").getString("status")).isEqualTo("completed");
    assertThat(bob.next("disconnected").getString("status")).isEqualTo("completed");
  }

  @Test
  void a_participant_removed_by_rest_is_gone_for_the_others() {
    Participant.updater("Lounge", "bob")
        .setStatus(Participant.Status.DISCONNECTED)
        .update(BoxTwilioClient.of(box));
    bob.next("disconnected");
    ann.participantState("bob", "disconnected");
  }

  @Test
  void nobody_stays_longer_than_the_room_allows() {
    box.clock().advance(Duration.ofHours(4));
    assertThat(ann.next("error").getInt("code")).isEqualTo(53216);
  }

  @Test
  void signaling_events_are_reported_in_order() throws Exception {
    try (WebhookReceiver receiver = new WebhookReceiver()) {
      Room.creator()
          .setUniqueName("Kitchen")
          .setStatusCallback(URI.create(receiver.url("/status")))
          .create(BoxTwilioClient.of(box));
      VideoBrowser cy = VideoBrowser.enter(box, "cy", "Kitchen");
      browsers.add(cy);
      cy.next("connected");
      String track = "{'id':'m1','name':'microphone','kind':'audio','enabled':%s}";
      cy.publish(2, "[" + track.formatted(true) + "]");
      cy.publish(3, "[" + track.formatted(false) + "]");
      cy.publish(4, "[" + track.formatted(true) + "]");
      cy.publish(5, "[]");
      cy.say("{'type':'disconnect','version':2}");
      List<String> events = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        var form = receiver.next().form();
        assertThat(form).containsEntry("SequenceNumber", String.valueOf(i));
        events.add(form.get("StatusCallbackEvent"));
      }
      assertThat(events)
          .containsExactly(
              "room-created",
              "participant-connected",
              "track-added",
              "track-disabled",
              "track-enabled",
              "track-removed",
              "participant-disconnected");
    }
  }

  private JsonObject sync(String connections) throws Exception {
    VideoBrowser again = open();
    again.say(
        "{'type':'sync','version':2,'session':'"
            + session
            + "','peer_connections':"
            + connections
            + "}");
    return again.next("synced");
  }

  private VideoBrowser open() throws Exception {
    VideoBrowser browser = VideoBrowser.open(box);
    browsers.add(browser);
    return browser;
  }

  private VideoBrowser enter(String identity) throws Exception {
    VideoBrowser browser = VideoBrowser.enter(box, identity, "Lounge");
    browsers.add(browser);
    return browser;
  }

  private Participant.Status status(String identity) {
    return Participant.fetcher("Lounge", identity).fetch(BoxTwilioClient.of(box)).getStatus();
  }
}
