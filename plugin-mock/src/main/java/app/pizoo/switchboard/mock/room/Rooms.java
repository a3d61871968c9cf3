package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.number.Hook;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * All video rooms. The edge that carries them reports who comes, goes and publishes what; status
 * callbacks follow from that. Safe for all threads.
 */
public final class Rooms {
  /** Each browser sends to each other one, and a usual machine carries no more. */
  private static final int MAX_PRESENT = 10;

  private final BoxContext context;
  private final RoomCallbacks callbacks;
  private final RoomRecordings recordings;
  private final BoundedStore<Room> rooms = new BoundedStore<>();
  private final List<RoomEdge> edges = new CopyOnWriteArrayList<>();

  /** Takes what the box lends. */
  public Rooms(BoxContext context) {
    this.context = context;
    callbacks = new RoomCallbacks(context);
    recordings = new RoomRecordings(context, callbacks);
  }

  /** Adds an edge for the box's life. */
  public void attach(RoomEdge edge) {
    edges.add(edge);
  }

  /** The open room of a name or id, or a new one of that name, or without any. */
  public synchronized Room open(Optional<String> nameOrSid) {
    Optional<Room> found = nameOrSid.flatMap(this::find);
    if (found.isEmpty()
        && nameOrSid.filter(name -> name.matches("RM[0-9a-fA-F]{32}")).isPresent()) {
      throw new TwilioError(404, 53106, "Room not found");
    }
    if (found.isPresent() && !found.get().isOpen()) {
      throw new TwilioError(400, 53118, "Room completed");
    }
    return found.orElseGet(() -> {
      Optional<Hook> callback =
          context
              .publicUrl()
              .get()
              .map(server -> new Hook(server + "/api/twilio/video/status", "POST"));
      return create(RoomOptions.adhoc(nameOrSid, callback));
    });
  }

  synchronized Room create(RoomOptions options) {
    options
        .uniqueName()
        .flatMap(this::find)
        .filter(Room::isOpen)
        .ifPresent(_ -> {
          throw new TwilioError(400, 53113, "Room exists");
        });
    Room room = new Room(context.sids().next("RM"), options, context.clock().instant());
    rooms.put(room.sid(), room);
    callbacks.room("room-created", room);
    endUnlessEntered(room, options.unusedTimeout());
    return room;
  }

  /** The room of an id, or the open room of a name. */
  public Optional<Room> find(String nameOrSid) {
    return rooms
        .find(nameOrSid)
        .or(() ->
            newestFirst(room -> room.isOpen() && room.name().equals(nameOrSid)).stream()
                .findFirst());
  }

  /** All rooms that fit, newest first. */
  public List<Room> newestFirst(Predicate<Room> fits) {
    return rooms.newestFirst(fits);
  }

  /** Lets somebody in; who had the same identity has to leave. */
  public RoomParticipant connect(Room room, String identity) {
    RoomParticipant participant =
        new RoomParticipant(
            context.sids().next("PA"), room.sid(), identity, context.clock().instant());
    Optional<RoomParticipant> older = admit(room, participant);
    older.ifPresent(other -> remove(room, other, 53205));
    callbacks.participant("participant-connected", room, participant);
    context
        .clock()
        .after(
            Duration.ofSeconds(room.options().maxDuration()),
            () -> remove(room, participant, 53216));
    return participant;
  }

  private synchronized Optional<RoomParticipant> admit(Room room, RoomParticipant participant) {
    if (!room.isOpen()) {
      throw new TwilioError(400, 53118, "Room completed");
    }
    Optional<RoomParticipant> older =
        room.present().stream()
            .filter(other -> other.identity().equals(participant.identity()))
            .findFirst();
    int most = Math.min(room.options().maxParticipants(), MAX_PRESENT);
    if (older.isEmpty() && room.present().size() >= most) {
      throw new TwilioError(400, 53105, "Room contains too many Participants");
    }
    room.add(participant);
    return older;
  }

  /** Reports that somebody left. */
  public void disconnect(Room room, RoomParticipant participant) {
    if (become(participant, RoomParticipant.Status.DISCONNECTED)) {
      recordings.end(room, participant, _ -> true);
      callbacks.participant("participant-disconnected", room, participant);
      if (room.isOpen() && room.present().isEmpty()) {
        endUnlessEntered(room, room.options().emptyTimeout());
      }
    }
  }

  /** Reports that somebody's connection broke, or came back. */
  public void become(Room room, RoomParticipant participant, RoomParticipant.Status status) {
    if (status == RoomParticipant.Status.DISCONNECTED) {
      disconnect(room, participant);
    } else {
      become(participant, status);
    }
  }

  /** Reports what happens to a track. */
  public void track(
      Room room, RoomParticipant participant, RoomTrack track, RoomTrack.Change change) {
    participant.track(track, change, context.clock().instant());
    callbacks.track(room, participant, track, change);
    recordings.follow(room, participant, track, change);
  }

  /** Sends somebody away. */
  public void remove(Room room, RoomParticipant participant, int code) {
    if (participant.isPresent()) {
      disconnect(room, participant);
      edges.forEach(edge -> edge.removed(participant, code));
    }
  }

  /** Ends a room for all. */
  public void complete(Room room) {
    if (room.end(context.clock().instant())) {
      room.present().forEach(participant -> disconnect(room, participant));
      callbacks.room("room-ended", room);
      edges.forEach(edge -> edge.ended(room));
    }
  }

  RoomRecordings recordings() {
    return recordings;
  }

  private boolean become(RoomParticipant participant, RoomParticipant.Status status) {
    return participant.become(status, context.clock().instant());
  }

  private void endUnlessEntered(Room room, int minutes) {
    int arrivals = room.arrivals();
    context
        .clock()
        .after(
            Duration.ofMinutes(minutes),
            () -> {
              if (room.arrivals() == arrivals && room.present().isEmpty()) {
                complete(room);
              }
            });
  }
}
