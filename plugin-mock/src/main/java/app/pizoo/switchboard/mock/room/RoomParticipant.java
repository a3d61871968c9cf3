package app.pizoo.switchboard.mock.room;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who is or was in a room. Changed by {@link Rooms} alone; safe for all threads. */
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

  /** Twilio's states of a participant. */
  public enum Status {
    CONNECTED("connected"),
    RECONNECTING("reconnecting"),
    DISCONNECTED("disconnected");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    /** As Twilio writes it. */
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

  /** The state now. */
  public synchronized Status status() {
    return status;
  }

  /** Whether this is still one of the room's. */
  public synchronized boolean isPresent() {
    return status != Status.DISCONNECTED;
  }

  /** When the state last changed. */
  public synchronized Instant updated() {
    return updated;
  }

  /** When the participant left. */
  public synchronized Optional<Instant> ended() {
    return status == Status.DISCONNECTED ? Optional.of(updated) : Optional.empty();
  }

  /** How long the participant stayed. */
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

  /** What the participant publishes, newest change first; nothing once the participant left. */
  synchronized List<PublishedTrack> tracks() {
    return isPresent() ? List.copyOf(tracks.values()).reversed() : List.of();
  }

  /** The id, {@code PA…}. */
  public String sid() {
    return sid;
  }

  /** The room. */
  public String roomSid() {
    return roomSid;
  }

  /** The name in the access token. */
  public String identity() {
    return identity;
  }

  /** When the participant came. */
  public Instant started() {
    return started;
  }
}
