package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.store.Sids;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a room, with a peer connection between each two. Guarded by the lock of {@link
 * RoomSignaling}.
 */
final class Mesh {
  private final Room room;
  private final Sids sids;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, PeerConnection> links = new LinkedHashMap<>();

  Mesh(Room room, Sids sids) {
    this.room = room;
    this.sids = sids;
  }

  Room room() {
    return room;
  }

  List<Member> members() {
    return List.copyOf(members.values());
  }

  Optional<Member> member(String participantSid) {
    return Optional.ofNullable(members.get(participantSid));
  }

  /** Adds a member, which sends an offer to each of the others. */
  void join(Member newcomer) {
    for (Member other : members.values()) {
      PeerConnection link = new PeerConnection(sids.next("PC"), newcomer, other);
      links.put(link.id(), link);
    }
    members.put(newcomer.participant().sid(), newcomer);
  }

  /** Removes a member that has disconnected, and notifies the others. */
  void leave(Member gone) {
    if (members.remove(gone.participant().sid()) == null) {
      return;
    }
    gone.changed();
    for (Member other : members.values()) {
      List<JsonObject> closed =
          linksOf(gone).stream()
              .filter(link -> link.joins(other))
              .map(PeerConnection::closed)
              .toList();
      other.send(update(gone, other).put("peer_connections", closed).build());
    }
    links.values().removeIf(link -> link.joins(gone));
  }

  /** Notifies all others of a member's state. */
  void announce(Member changed) {
    changed.changed();
    others(changed).forEach(other -> other.send(update(changed, other).build()));
  }

  /** Relays a member's negotiation messages to the others. */
  void relay(Member from, List<SignalingMessage> states) {
    for (SignalingMessage state : states) {
      PeerConnection link = links.get(state.text("id"));
      // Unknown peer connections are those that the browser opened to Twilio's media servers.
      if (link != null && link.joins(from)) {
        link.relay(from, state)
            .ifPresent(change ->
                link.other(from)
                    .send(Rsp.update().put("peer_connections", List.of(change)).build()));
      }
    }
  }

  /** Returns the whole state for a member: itself, the others and its peer connections. */
  JsonBody state(Member member) {
    List<Member> others = others(member);
    return JsonBody.object()
        .put("session", member.sessionToken())
        .put("sid", room.sid())
        .put("name", room.name())
        .put("participant", member.self())
        .put("participants", others.stream().map(Member::view).toList())
        .put("published", member.publications().toOwner())
        .put("subscribed", member.subscribed(others))
        .put("peer_connections", linksOf(member).stream().map(l -> l.state(member)).toList());
  }

  private JsonBody update(Member changed, Member reader) {
    return Rsp.update()
        .put("participants", List.of(changed.view()))
        .put("subscribed", reader.subscribed(others(reader)));
  }

  private List<Member> others(Member member) {
    return members.values().stream().filter(other -> other != member).toList();
  }

  private List<PeerConnection> linksOf(Member member) {
    return links.values().stream().filter(link -> link.joins(member)).toList();
  }
}
