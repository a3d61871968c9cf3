package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.store.BoundedStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * All video rooms. The signaling reports who connects, disconnects and publishes; this class sends
 * the status callbacks. Thread-safe.
 */
public final class Rooms {
  /** In a mesh each browser sends to all others; more participants overload a typical machine. */
  private static final int MAX_PRESENT = 10;

  private final BoxContext context;
  private final RoomCallbacks callbacks;
  private final RoomRecordings recordings;
  private final BoundedStore<Room> rooms = new BoundedStore<>();
  private final List<RoomListener> listeners = new CopyOnWriteArrayList<>();

  /** Takes the shared objects of the box. */
  public Rooms(BoxContext context) {
    this.context = context;
    callbacks = new RoomCallbacks(context);
    recordings = new RoomRecordings(context, callbacks);
  }

  /** Adds a listener that stays as long as the box lives. */
  public void addListener(RoomListener listener) {
    listeners.add(listener);
  }

  /** Returns the open room with a name or SID, or creates an ad hoc room. */
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
      Optional<WebhookTarget> callback =
          context.serverWebhook("room_status_callback").map(url -> new WebhookTarget(url, "POST"));
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

  /** Finds a room by its SID, or an open room by its name. */
  public Optional<Room> find(String nameOrSid) {
    return rooms
        .find(nameOrSid)
        .or(() ->
            newestFirst(room -> room.isOpen() && room.name().equals(nameOrSid)).stream()
                .findFirst());
  }

  /** Returns the matching rooms, newest first. */
  public List<Room> newestFirst(Predicate<Room> fits) {
    return rooms.newestFirst(fits);
  }

  /** Connects a participant and removes an older one with the same identity. */
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
    int max = Math.min(room.options().maxParticipants(), MAX_PRESENT);
    if (older.isEmpty() && room.present().size() >= max) {
      throw new TwilioError(400, 53105, "Room contains too many Participants");
    }
    room.add(participant);
    return older;
  }

  /** Reports that a participant disconnected. */
  public void disconnect(Room room, RoomParticipant participant) {
    if (become(participant, RoomParticipant.Status.DISCONNECTED)) {
      recordings.end(room, participant, _ -> true);
      callbacks.participant("participant-disconnected", room, participant);
      if (room.isOpen() && room.present().isEmpty()) {
        endUnlessEntered(room, room.options().emptyTimeout());
      }
    }
  }

  /** Reports that a participant's connection broke or was restored. */
  public void become(Room room, RoomParticipant participant, RoomParticipant.Status status) {
    if (status == RoomParticipant.Status.DISCONNECTED) {
      disconnect(room, participant);
    } else {
      become(participant, status);
    }
  }

  /** Reports a change of a track. */
  public void track(
      Room room, RoomParticipant participant, RoomTrack track, RoomTrack.Change change) {
    participant.track(track, change, context.clock().instant());
    callbacks.track(room, participant, track, change);
    recordings.follow(room, participant, track, change);
  }

  /** Removes a participant. */
  public void remove(Room room, RoomParticipant participant, int code) {
    if (participant.isPresent()) {
      disconnect(room, participant);
      listeners.forEach(listener -> listener.removed(participant, code));
    }
  }

  /** Ends a room for all participants. */
  public void complete(Room room) {
    if (room.end(context.clock().instant())) {
      room.present().forEach(participant -> disconnect(room, participant));
      callbacks.room("room-ended", room);
      listeners.forEach(listener -> listener.ended(room));
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
