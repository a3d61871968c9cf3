package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.room.RoomParticipant;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A participant and its browser. Guarded by the lock of {@link RoomSignaling}. */
final class Member {
  private final RoomParticipant participant;
  private final String session;
  private final Publications publications;
  private final boolean subscribes;
  private Optional<TcmpConnection> connection;
  private int revision = 1;
  private int subscribedRevision;
  private int absences;

  Member(
      RoomParticipant participant,
      String session,
      Publications publications,
      boolean subscribes,
      TcmpConnection connection) {
    this.participant = participant;
    this.session = session;
    this.publications = publications;
    this.subscribes = subscribes;
    this.connection = Optional.of(connection);
  }

  RoomParticipant participant() {
    return participant;
  }

  /** Returns the token with which the browser resumes after its connection broke. */
  String sessionToken() {
    return session;
  }

  Publications publications() {
    return publications;
  }

  Optional<TcmpConnection> connection() {
    return connection;
  }

  /** Marks the connection as broken; returns the number of this absence. */
  int disconnected() {
    connection = Optional.empty();
    return ++absences;
  }

  boolean isAbsent(int absence) {
    return connection.isEmpty() && absences == absence;
  }

  void reconnected(TcmpConnection other) {
    connection = Optional.of(other);
  }

  void changed() {
    revision++;
  }

  /**
   * Sends a message if the browser is connected. A browser that reconnects gets the whole state.
   */
  void send(JsonObject body) {
    connection.ifPresent(open -> open.send(body));
  }

  /** Returns the participant without its tracks. */
  JsonBody self() {
    return JsonBody.object()
        .put("sid", participant.sid())
        .put("identity", participant.identity())
        .put("state", participant.status().toString())
        .put("revision", revision);
  }

  /** Returns the participant as the others see it. */
  JsonBody view() {
    return self().put("tracks", participant.isPresent() ? publications.toOthers() : List.of());
  }

  /** Returns the tracks of the others that it subscribes to. */
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
