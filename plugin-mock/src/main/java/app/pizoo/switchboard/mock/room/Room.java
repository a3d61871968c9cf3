package app.pizoo.switchboard.mock.room;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A video room. Changed by {@link Rooms} alone; safe for all threads. */
public final class Room {
  private static final int MAX_REMEMBERED = 1000;

  private final String sid;
  private final RoomOptions options;
  private final Instant created;
  private final Map<String, RoomParticipant> participants =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RoomParticipant> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };
  private Optional<Instant> ended = Optional.empty();
  private JsonArray rules;
  private Instant rulesChanged;
  private int sequence;
  private int arrivals;

  Room(String sid, RoomOptions options, Instant created) {
    this.sid = sid;
    this.options = options;
    this.created = created;
    this.rulesChanged = created;
    this.rules =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("type", options.record() ? "include" : "exclude")
                    .add("all", true))
            .build();
  }

  /** The id, {@code RM…}. */
  public String sid() {
    return sid;
  }

  /** The name, which is the id where none was given. */
  public String name() {
    return options.uniqueName().orElse(sid);
  }

  /** How it was made. */
  public RoomOptions options() {
    return options;
  }

  /** When it was made. */
  public Instant created() {
    return created;
  }

  /** When it ended. */
  public synchronized Optional<Instant> ended() {
    return ended;
  }

  /** Whether it goes on. */
  public synchronized boolean isOpen() {
    return ended.isEmpty();
  }

  /** How long it went on, or has gone on so far. */
  public synchronized Duration duration(Instant now) {
    return Duration.between(created, ended.orElse(now));
  }

  /** Everybody who is or was here, newest first. */
  public synchronized List<RoomParticipant> participants() {
    return List.copyOf(participants.values()).reversed();
  }

  /** Everybody who is here, in the order they came. */
  public synchronized List<RoomParticipant> present() {
    return participants.values().stream().filter(RoomParticipant::isPresent).toList();
  }

  /** The newest who is or was here of an id or identity. */
  Optional<RoomParticipant> participant(String sidOrIdentity) {
    return participants().stream()
        .filter(one -> one.sid().equals(sidOrIdentity) || one.identity().equals(sidOrIdentity))
        .findFirst();
  }

  synchronized void add(RoomParticipant participant) {
    participants.put(participant.sid(), participant);
    arrivals++;
  }

  synchronized boolean end(Instant at) {
    if (ended.isPresent()) {
      return false;
    }
    ended = Optional.of(at);
    return true;
  }

  /** What of it is to be recorded. */
  synchronized JsonArray rules() {
    return rules;
  }

  synchronized Instant rulesChanged() {
    return rulesChanged;
  }

  synchronized void rules(JsonArray other, Instant at) {
    rules = other;
    rulesChanged = at;
  }

  synchronized int nextSequence() {
    return sequence++;
  }

  /** Changes whenever somebody comes, so that a timer of an earlier emptiness can tell. */
  synchronized int arrivals() {
    return arrivals;
  }
}
