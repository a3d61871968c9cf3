package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.room.RoomListener;
import app.pizoo.switchboard.mock.room.RoomParticipant;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.token.AccessTokenException;
import app.pizoo.switchboard.mock.token.AccessTokens;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handles the browsers' RSP messages: connecting, publishing, negotiating and disconnecting. One
 * lock guards all rooms, because nothing here blocks.
 */
final class RoomSignaling implements RoomListener {
  private final BoxContext context;
  private final Rooms rooms;
  private final AccessTokens tokens;
  private final Map<String, Mesh> meshes = new HashMap<>();
  private final Map<String, Member> membersBySession = new HashMap<>();
  private final Map<TcmpConnection, Member> connected = new HashMap<>();

  RoomSignaling(BoxContext context, Rooms rooms, AccessTokens tokens) {
    this.context = context;
    this.rooms = rooms;
    this.tokens = tokens;
  }

  /** Handles a message from a browser. */
  synchronized void received(TcmpConnection connection, SignalingMessage message) {
    try {
      Optional<Member> member = Optional.ofNullable(connected.get(connection));
      switch (message.type()) {
        case "ice" -> ice(connection, message);
        case "connect" -> connect(connection, member, message);
        case "sync" -> sync(connection, message);
        case "update" -> member.ifPresent(known -> update(known, message));
        case "disconnect" -> member.ifPresent(this::leave);
        default -> throw SignalingMessage.invalid();
      }
    } catch (AccessTokenException e) {
      connection.send(Rsp.error(e.fault().code(), e.fault().message()));
    } catch (TwilioError e) {
      connection.send(Rsp.error(e.code(), e.getMessage()));
    }
  }

  /**
   * Handles the end of a connection. Its member may resume with another one until the session
   * timeout.
   */
  synchronized void lost(TcmpConnection connection) {
    Member member = connected.remove(connection);
    if (member == null) {
      return;
    }
    int absence = member.disconnected();
    context.clock().after(Duration.ofSeconds(Rsp.SESSION_TIMEOUT), () -> giveUp(member, absence));
    rooms.become(mesh(member).room(), member.participant(), RoomParticipant.Status.RECONNECTING);
    mesh(member).announce(member);
  }

  @Override
  public synchronized void ended(Room room) {
    Optional.ofNullable(meshes.get(room.sid()))
        .ifPresent(mesh -> {
          // All members are notified before the first one is removed, so that nobody sees the
          // others leave.
          mesh.members().forEach(member -> member.send(Rsp.disconnected("completed")));
          mesh.members().forEach(this::leave);
        });
  }

  @Override
  public synchronized void removed(RoomParticipant participant, int code) {
    JsonObject why =
        switch (code) {
          case 0 -> Rsp.disconnected("disconnected");
          case 53205 -> Rsp.error(code, "Participant disconnected because of duplicate identity");
          default -> Rsp.error(code, "Participant disconnected");
        };
    Optional.ofNullable(meshes.get(participant.roomSid()))
        .flatMap(mesh -> mesh.member(participant.sid()))
        .ifPresent(member -> {
          member.send(why);
          leave(member);
        });
  }

  private void ice(TcmpConnection connection, SignalingMessage message) {
    VideoGrant.of(tokens.verify(message.findText("token").orElse("")));
    connection.send(Rsp.iced());
  }

  private void connect(
      TcmpConnection connection, Optional<Member> before, SignalingMessage message) {
    if (before.isPresent()) {
      throw SignalingMessage.invalid();
    }
    VideoGrant grant = VideoGrant.of(tokens.verify(message.findText("token").orElse("")));
    List<JsonBody> closed = Rsp.closed(message.objects("peer_connections"));
    boolean subscribes = subscribes(message);
    SignalingMessage self = message.object("participant").orElseThrow(SignalingMessage::invalid);
    Room room = grant.open(message.findText("name"), rooms);
    Publications publications = new Publications(context.sids(), room.options().audioOnly());
    List<Publications.Changed> changes = publications.update(self).orElse(List.of());
    RoomParticipant participant = rooms.connect(room, grant.identity());
    Member member =
        new Member(participant, context.sids().next(""), publications, subscribes, connection);
    Mesh mesh = meshes.computeIfAbsent(room.sid(), _ -> new Mesh(room, context.sids()));
    mesh.join(member);
    membersBySession.put(member.sessionToken(), member);
    connected.put(connection, member);
    report(member, changes);
    connection.send(Rsp.connected(mesh, member, closed));
    mesh.announce(member);
  }

  private static boolean subscribes(SignalingMessage connect) {
    return connect
        .object("subscribe")
        .map(subscribe ->
            subscribe.objects("rules").stream()
                .anyMatch(rule -> rule.text("type").equals("include") && rule.flag("all", false)))
        .orElse(true);
  }

  private void sync(TcmpConnection connection, SignalingMessage message) {
    Member member = membersBySession.get(message.text("session"));
    if (member == null) {
      throw new TwilioError(404, 53001, "Signaling connection disconnected");
    }
    member
        .connection()
        .ifPresent(old -> {
          connected.remove(old);
          old.close();
        });
    member.reconnected(connection);
    connected.put(connection, member);
    Mesh mesh = mesh(member);
    rooms.become(mesh.room(), member.participant(), RoomParticipant.Status.CONNECTED);
    message.object("participant").ifPresent(self -> publish(member, self));
    connection.send(Rsp.synced(mesh, member));
    mesh.relay(member, message.objects("peer_connections"));
    mesh.announce(member);
  }

  private void update(Member member, SignalingMessage message) {
    Mesh mesh = mesh(member);
    if (message.object("participant").filter(self -> publish(member, self)).isPresent()) {
      member.send(Rsp.update().put("published", member.publications().toOwner()).build());
      mesh.announce(member);
    }
    mesh.relay(member, message.objects("peer_connections"));
  }

  /** Applies what a member publishes; returns whether it was new. */
  private boolean publish(Member member, SignalingMessage self) {
    Optional<List<Publications.Changed>> changes = member.publications().update(self);
    changes.ifPresent(news -> report(member, news));
    return changes.isPresent();
  }

  private void report(Member member, List<Publications.Changed> changes) {
    Room room = mesh(member).room();
    changes.forEach(
        change -> rooms.track(room, member.participant(), change.track(), change.change()));
  }

  private synchronized void giveUp(Member member, int absence) {
    if (member.isAbsent(absence) && membersBySession.containsKey(member.sessionToken())) {
      leave(member);
    }
  }

  private void leave(Member member) {
    Mesh mesh = mesh(member);
    membersBySession.remove(member.sessionToken());
    member.connection().ifPresent(connected::remove);
    rooms.disconnect(mesh.room(), member.participant());
    mesh.leave(member);
    if (mesh.members().isEmpty()) {
      meshes.remove(mesh.room().sid());
    }
  }

  private Mesh mesh(Member member) {
    Mesh mesh = meshes.get(member.participant().roomSid());
    if (mesh == null) {
      throw new IllegalStateException("The member has no room");
    }
    return mesh;
  }
}
