package app.pizoo.switchboard.mock.room;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A recording of one track of a room. Thread-safe. */
final class RoomRecording {
  private final String sid;
  private final String roomSid;
  private final String participantSid;
  private final RoomTrack track;
  private final Duration offset;
  private final Instant started;
  private Optional<Instant> ended = Optional.empty();

  RoomRecording(
      String sid, Room room, RoomParticipant participant, RoomTrack track, Instant started) {
    this.sid = sid;
    this.roomSid = room.sid();
    this.participantSid = participant.sid();
    this.track = track;
    this.offset = Duration.between(room.created(), started);
    this.started = started;
  }

  synchronized boolean end(Instant at) {
    if (ended.isPresent()) {
      return false;
    }
    ended = Optional.of(at);
    return true;
  }

  synchronized Optional<Duration> duration() {
    return ended.map(end -> Duration.between(started, end));
  }

  boolean isOpen() {
    return duration().isEmpty();
  }

  boolean isVideo() {
    return track.kind().equals("video");
  }

  String sid() {
    return sid;
  }

  String roomSid() {
    return roomSid;
  }

  String participantSid() {
    return participantSid;
  }

  RoomTrack track() {
    return track;
  }

  Duration offset() {
    return offset;
  }

  Instant started() {
    return started;
  }
}
