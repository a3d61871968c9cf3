package app.pizoo.switchboard.mock.room;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A current or past participant of a room. Only {@link Rooms} changes it. Thread-safe. */
public final class RoomParticipant {
  private final String sid;
  private final String roomSid;
  private final String identity;
  private final Instant started;
  private final Map<String, PublishedTrack> tracks = new LinkedHashMap<>();
  private Status status = Status.CONNECTED;
  private Instant updated;

  RoomParticipant(String sid, String roomSid, String identity, Instant started) {
    this.sid = sid;
    this.roomSid = roomSid;
    this.identity = identity;
    this.started = started;
    this.updated = started;
  }

  /** Twilio's participant statuses. */
  public enum Status {
    CONNECTED("connected"),
    RECONNECTING("reconnecting"),
    DISCONNECTED("disconnected");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** Returns the name that Twilio's API uses. */
    @Override
    public String toString() {
      return text;
    }
  }

  synchronized boolean become(Status next, Instant at) {
    if (status == Status.DISCONNECTED || status == next) {
      return false;
    }
    status = next;
    updated = at;
    return true;
  }

  /** Returns the current status. */
  public synchronized Status status() {
    return status;
  }

  /** Returns whether the participant has not disconnected. */
  public synchronized boolean isPresent() {
    return status != Status.DISCONNECTED;
  }

  /** Returns when the status last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** Returns when the participant disconnected. */
  public synchronized Optional<Instant> ended() {
    return status == Status.DISCONNECTED ? Optional.of(updated) : Optional.empty();
  }

  /** Returns how long the participant stayed. */
  public synchronized Duration duration() {
    return Duration.between(started, updated);
  }

  synchronized void track(RoomTrack track, RoomTrack.Change change, Instant at) {
    Optional<PublishedTrack> before = Optional.ofNullable(tracks.remove(track.sid()));
    if (change != RoomTrack.Change.REMOVED) {
      boolean enabled = change != RoomTrack.Change.DISABLED;
      Instant since = before.map(PublishedTrack::created).orElse(at);
      tracks.put(track.sid(), new PublishedTrack(track, enabled, since, at));
    }
  }

  /** Returns the published tracks, newest change first; none after disconnecting. */
  synchronized List<PublishedTrack> tracks() {
    return isPresent() ? List.copyOf(tracks.values()).reversed() : List.of();
  }

  /** Returns the SID, {@code PA…}. */
  public String sid() {
    return sid;
  }

  /** Returns the SID of the room. */
  public String roomSid() {
    return roomSid;
  }

  /** Returns the identity in the access token. */
  public String identity() {
    return identity;
  }

  /** Returns when the participant connected. */
  public Instant started() {
    return started;
  }
}
