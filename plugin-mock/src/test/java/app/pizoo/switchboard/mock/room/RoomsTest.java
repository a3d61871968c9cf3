package app.pizoo.switchboard.mock.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.BoxInternals;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.video.v1.Recording;
import com.twilio.rest.video.v1.Room;
import com.twilio.rest.video.v1.room.Participant;
import com.twilio.rest.video.v1.room.participant.PublishedTrack;
import com.twilio.rest.video.v1.room.participant.SubscribedTrack;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomsTest {
  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.manual(Instant.parse("2026-11-24T10:20:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final Rooms rooms = BoxInternals.rooms(box);
  private final List<String> notifications = new ArrayList<>();
  private WebhookReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new WebhookReceiver();
    rooms.addListener(
        new RoomListener() {
          @Override
          public void ended(app.pizoo.switchboard.mock.room.Room room) {
            notifications.add("ended " + room.name());
          }

          @Override
          public void removed(RoomParticipant participant, int code) {
            notifications.add("removed " + participant.identity() + " " + code);
          }
        });
  }

  @AfterEach
  void close() {
    receiver.close();
    box.close();
  }

  @Test
  void what_happens_in_a_room_is_reported_signed_and_in_order() throws Exception {
    Room room = create(2);
    var opened = rooms.open(Optional.of("Lounge"));
    assertThat(opened.sid()).isEqualTo(room.getSid());
    RoomParticipant ann = rooms.connect(opened, "ann");
    RoomTrack track = new RoomTrack("MT" + "0".repeat(32), "microphone", "audio");
    rooms.track(opened, ann, track, RoomTrack.Change.ADDED);
    box.clock().advance(Duration.ofSeconds(3));
    Room.updater(room.getSid(), Room.RoomStatus.COMPLETED).update(twilio);

    List<String> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      WebhookReceiver.Received report = receiver.next();
      assertThat(report.form())
          .containsEntry("SequenceNumber", String.valueOf(i))
          .containsEntry("RoomSid", room.getSid())
          .containsEntry("RoomName", "Lounge");
      assertThat(
              new RequestValidator(box.account().authToken())
                  .validate(
                      report.url().toString(), report.form(), report.header("X-twilio-signature")))
          .isTrue();
      events.add(report.form().get("StatusCallbackEvent"));
      if (i == 3) {
        assertThat(report.form()).containsEntry("ParticipantDuration", "3");
      }
      if (i == 4) {
        assertThat(report.form()).containsEntry("RoomDuration", "3");
      }
    }
    assertThat(events)
        .containsExactly(
            "room-created",
            "participant-connected",
            "track-added",
            "participant-disconnected",
            "room-ended");
    assertThat(notifications).containsExactly("ended Lounge");
  }

  @Test
  void a_name_is_taken_only_while_its_room_is_open() {
    Room first = create(2);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> create(2))
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(53113));
    Room.updater("Lounge", Room.RoomStatus.COMPLETED).update(twilio);
    assertThat(create(2).getSid()).isNotEqualTo(first.getSid());
  }

  @Test
  void a_participant_is_sent_away_by_rest() {
    create(2);
    var room = rooms.open(Optional.of("Lounge"));
    rooms.connect(room, "ann");
    Participant.updater(room.sid(), "ann")
        .setStatus(Participant.Status.DISCONNECTED)
        .update(twilio);
    assertThat(notifications).containsExactly("removed ann 0");
    assertThat(room.present()).isEmpty();
  }

  @Test
  void a_second_connection_of_an_identity_removes_the_first() {
    var room = rooms.open(Optional.of("Lounge"));
    rooms.connect(room, "ann");
    RoomParticipant newer = rooms.connect(room, "ann");
    assertThat(notifications).containsExactly("removed ann 53205");
    assertThat(room.present()).containsExactly(newer);
  }

  @Test
  void what_a_participant_publishes_is_shown_and_what_it_gets_of_others() {
    var room = rooms.open(Optional.of("Lounge"));
    RoomParticipant ann = rooms.connect(room, "ann");
    rooms.connect(room, "bob");
    RoomTrack camera = new RoomTrack("MT" + "0".repeat(32), "camera", "video");
    rooms.track(room, ann, camera, RoomTrack.Change.ADDED);
    rooms.track(room, ann, camera, RoomTrack.Change.DISABLED);
    assertThat(PublishedTrack.reader("Lounge", "ann").read(twilio))
        .singleElement()
        .satisfies(track -> {
          assertThat(track.getSid()).isEqualTo(camera.sid());
          assertThat(track.getKind()).isEqualTo(PublishedTrack.Kind.VIDEO);
          assertThat(track.getEnabled()).isFalse();
        });
    assertThat(PublishedTrack.reader("Lounge", "bob").read(twilio)).isEmpty();
    assertThat(SubscribedTrack.fetcher("Lounge", "bob", "camera").fetch(twilio))
        .satisfies(track -> {
          assertThat(track.getPublisherSid()).isEqualTo(ann.sid());
          assertThat(track.getName()).isEqualTo("camera");
        });
    rooms.disconnect(room, ann);
    assertThat(SubscribedTrack.reader("Lounge", "bob").read(twilio)).isEmpty();
  }

  @Test
  void sound_is_recorded_and_data_is_not() {
    Room.creator().setUniqueName("Lounge").setRecordParticipantsOnConnect(true).create(twilio);
    var room = rooms.open(Optional.of("Lounge"));
    RoomParticipant ann = rooms.connect(room, "ann");
    for (String kind : List.of("data", "audio")) {
      RoomTrack track = new RoomTrack("MT" + kind, kind, kind);
      rooms.track(room, ann, track, RoomTrack.Change.ADDED);
    }
    assertThat(Recording.reader().read(twilio))
        .singleElement()
        .satisfies(recording -> assertThat(recording.getSourceSid()).isEqualTo("MTaudio"));
  }

  @Test
  void a_full_room_rejects_participants() {
    create(1);
    var room = rooms.open(Optional.of("Lounge"));
    rooms.connect(room, "ann");
    assertThatExceptionOfType(TwilioError.class)
        .isThrownBy(() -> rooms.connect(room, "bob"))
        .satisfies(error -> assertThat(error.code()).isEqualTo(53105));
  }

  @Test
  void a_room_ends_five_minutes_after_the_last_one_left() {
    var room = rooms.open(Optional.of("Lounge"));
    RoomParticipant ann = rooms.connect(room, "ann");
    box.clock().advance(Duration.ofHours(1));
    assertThat(room.isOpen()).isTrue();
    rooms.disconnect(room, ann);
    box.clock().advance(Duration.ofMinutes(4));
    RoomParticipant again = rooms.connect(room, "ann");
    box.clock().advance(Duration.ofMinutes(4));
    assertThat(room.isOpen()).isTrue();
    rooms.disconnect(room, again);
    box.clock().advance(Duration.ofMinutes(5));
    assertThat(room.isOpen()).isFalse();
  }

  private Room create(int max) {
    return Room.creator()
        .setUniqueName("Lounge")
        .setMaxParticipants(max)
        .setStatusCallback(URI.create(receiver.url("/video/status")))
        .create(twilio);
  }
}
