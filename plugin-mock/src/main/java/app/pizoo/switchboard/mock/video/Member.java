package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.room.RoomParticipant;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A participant and the browser behind it. Guarded by {@link RoomSignaling}. */
final class Member {
  private final RoomParticipant participant;
  private final String session;
  private final Publications publications;
  private final boolean subscribes;
  private Optional<Connection> connection;
  private int revision = 1;
  private int subscribedRevision;
  private int absences;

  Member(
      RoomParticipant participant,
      String session,
      Publications publications,
      boolean subscribes,
      Connection connection) {
    this.participant = participant;
    this.session = session;
    this.publications = publications;
    this.subscribes = subscribes;
    this.connection = Optional.of(connection);
  }

  RoomParticipant participant() {
    return participant;
  }

  /** What the browser shows to come back after its connection broke. */
  String session() {
    return session;
  }

  Publications publications() {
    return publications;
  }

  Optional<Connection> connection() {
    return connection;
  }

  /** Its connection broke; the answer numbers the absence that begins. */
  int away() {
    connection = Optional.empty();
    return ++absences;
  }

  boolean isAway(int absence) {
    return connection.isEmpty() && absences == absence;
  }

  void back(Connection other) {
    connection = Optional.of(other);
  }

  void changed() {
    revision++;
  }

  /** Sends something now, or never: who comes back is told everything anew. */
  void send(JsonObject body) {
    connection.ifPresent(open -> open.send(body));
  }

  /** Itself, without what it publishes. */
  JsonBody self() {
    return JsonBody.object()
        .put("sid", participant.sid())
        .put("identity", participant.identity())
        .put("state", participant.status().toString())
        .put("revision", revision);
  }

  /** What the others see. */
  JsonBody view() {
    return self().put("tracks", participant.isPresent() ? publications.toOthers() : List.of());
  }

  /** What it gets from the others. */
  JsonBody subscribed(List<Member> others) {
    List<JsonBody> tracks =
        others.stream()
            .filter(_ -> subscribes)
            .flatMap(other -> other.publications.all().stream())
            .map(publication ->
                JsonBody.object().put("id", publication.id()).put("sid", publication.track().sid()))
            .toList();
    return JsonBody.object().put("revision", ++subscribedRevision).put("tracks", tracks);
  }
}
