package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A video room. Only {@link Rooms} changes it. Thread-safe. */
public final class Room {
  private static final int MAX_PARTICIPANTS_KEPT = 1000;

  private final String sid;
  private final RoomOptions options;
  private final Instant created;
  private final Map<String, RoomParticipant> participants =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RoomParticipant> eldest) {
          return size() > MAX_PARTICIPANTS_KEPT;
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
        JsonBody.array(
            List.of(
                JsonBody.object()
                    .put("type", options.record() ? "include" : "exclude")
                    .put("all", true)));
  }

  /** Returns the SID, {@code RM…}. */
  public String sid() {
    return sid;
  }

  /** Returns the unique name; the SID if none was given. */
  public String name() {
    return options.uniqueName().orElse(sid);
  }

  /** Returns its options. */
  public RoomOptions options() {
    return options;
  }

  /** Returns when it was created. */
  public Instant created() {
    return created;
  }

  /** Returns when it ended. */
  public synchronized Optional<Instant> ended() {
    return ended;
  }

  /** Returns whether it is in progress. */
  public synchronized boolean isOpen() {
    return ended.isEmpty();
  }

  /** Returns its duration, until now if it is in progress. */
  public synchronized Duration duration(Instant now) {
    return Duration.between(created, ended.orElse(now));
  }

  /** Returns all current and past participants, newest first. */
  public synchronized List<RoomParticipant> participants() {
    return List.copyOf(participants.values()).reversed();
  }

  /** Returns the current participants in the order they connected. */
  public synchronized List<RoomParticipant> present() {
    return participants.values().stream().filter(RoomParticipant::isPresent).toList();
  }

  /** Finds the newest participant with a SID or identity. */
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

  /** Returns the recording rules. */
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

  /** Counts all participants that ever connected, so that a timer can detect a later arrival. */
  synchronized int arrivals() {
    return arrivals;
  }
}
