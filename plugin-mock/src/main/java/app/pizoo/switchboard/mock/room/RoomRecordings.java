package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.store.BoundedStore;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Creates the recordings of rooms. Their media files are empty. */
final class RoomRecordings {
  private final BoxContext context;
  private final RoomCallbacks callbacks;
  private final BoundedStore<RoomRecording> recordings = new BoundedStore<>();

  RoomRecordings(BoxContext context, RoomCallbacks callbacks) {
    this.context = context;
    this.callbacks = callbacks;
  }

  void follow(Room room, RoomParticipant participant, RoomTrack track, RoomTrack.Change change) {
    boolean recordable = room.options().record() && !track.kind().equals("data");
    if (change == RoomTrack.Change.ADDED && recordable) {
      RoomRecording recording =
          new RoomRecording(
              context.sids().next("RT"), room, participant, track, context.clock().instant());
      recordings.put(recording.sid(), recording);
      report("recording-started", room, participant, recording);
    }
    if (change == RoomTrack.Change.REMOVED) {
      end(room, participant, recording -> recording.track().sid().equals(track.sid()));
    }
  }

  void end(Room room, RoomParticipant participant, Predicate<RoomRecording> which) {
    newestFirst(recording -> recording.participantSid().equals(participant.sid())).stream()
        .filter(which)
        .filter(recording -> recording.end(context.clock().instant()))
        .forEach(recording -> report("recording-completed", room, participant, recording));
  }

  Optional<RoomRecording> find(String sid) {
    return recordings.find(sid);
  }

  List<RoomRecording> newestFirst(Predicate<RoomRecording> fits) {
    return recordings.newestFirst(fits);
  }

  void remove(RoomRecording recording) {
    recordings.remove(recording.sid());
  }

  private void report(
      String event, Room room, RoomParticipant participant, RoomRecording recording) {
    List<Webhook.Field> more =
        List.of(
            new Webhook.Field("RecordingSid", recording.sid()),
            new Webhook.Field("SourceSid", recording.track().sid()),
            new Webhook.Field("TrackName", recording.track().name()),
            new Webhook.Field("Type", recording.track().kind()),
            new Webhook.Field("Container", recording.isVideo() ? "mkv" : "mka"),
            new Webhook.Field("Codec", recording.isVideo() ? "VP8" : "OPUS"),
            new Webhook.Field("RecordingUri", "/v1/Recordings/" + recording.sid()),
            new Webhook.Field("MediaUri", "/v1/Recordings/" + recording.sid() + "/Media"),
            new Webhook.Field(
                "OffsetFromTwilioVideoEpoch", String.valueOf(recording.offset().toMillis())),
            new Webhook.Field(
                "Duration",
                String.valueOf(recording.duration().map(Duration::toSeconds).orElse(0L))));
    callbacks.recording(event, room, participant, more);
  }
}
