package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.store.Sids;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a room, each linked with each. Guarded by {@link RoomSignaling}. */
final class Mesh {
  private final Room room;
  private final Sids sids;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, PeerLink> links = new LinkedHashMap<>();

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

  /** Adds a member, who is to offer a peer connection to each of the others. */
  void join(Member newcomer) {
    for (Member other : members.values()) {
      PeerLink link = new PeerLink(sids.next("PC"), newcomer, other);
      links.put(link.id(), link);
    }
    members.put(newcomer.participant().sid(), newcomer);
  }

  /** Removes a member, whose state says already that it left, and tells the others. */
  void leave(Member gone) {
    if (members.remove(gone.participant().sid()) == null) {
      return;
    }
    gone.changed();
    for (Member other : members.values()) {
      List<JsonObject> closed =
          linksOf(gone).stream().filter(link -> link.joins(other)).map(PeerLink::closed).toList();
      other.send(news(gone, other).put("peer_connections", closed).build());
    }
    links.values().removeIf(link -> link.joins(gone));
  }

  /** Tells all others how a member is now. */
  void announce(Member changed) {
    changed.changed();
    others(changed).forEach(other -> other.send(news(changed, other).build()));
  }

  /** Passes on what a member negotiates with the others. */
  void relay(Member from, List<Message> states) {
    for (Message state : states) {
      PeerLink link = links.get(state.text("id"));
      // Others than ours are those that the browser opened towards Twilio's media servers.
      if (link != null && link.joins(from)) {
        link.relay(from, state)
            .ifPresent(told ->
                link.other(from).send(Rsp.update().put("peer_connections", List.of(told)).build()));
      }
    }
  }

  /** All that a member needs to know: itself, the others, and the peer connections that live. */
  JsonBody state(Member member) {
    List<Member> others = others(member);
    return JsonBody.object()
        .put("session", member.session())
        .put("sid", room.sid())
        .put("name", room.name())
        .put("participant", member.self())
        .put("participants", others.stream().map(Member::view).toList())
        .put("published", member.publications().toOwner())
        .put("subscribed", member.subscribed(others))
        .put("peer_connections", linksOf(member).stream().map(l -> l.state(member)).toList());
  }

  private JsonBody news(Member changed, Member reader) {
    return Rsp.update()
        .put("participants", List.of(changed.view()))
        .put("subscribed", reader.subscribed(others(reader)));
  }

  private List<Member> others(Member member) {
    return members.values().stream().filter(other -> other != member).toList();
  }

  private List<PeerLink> linksOf(Member member) {
    return links.values().stream().filter(link -> link.joins(member)).toList();
  }
}
