package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.webhook.Webhook;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends the status callbacks of rooms and publishes them in the activity feed. */
final class RoomCallbacks {
  private final BoxContext context;

  RoomCallbacks(BoxContext context) {
    this.context = context;
  }

  void room(String event, Room room) {
    List<Webhook.Field> more =
        room.isOpen()
            ? List.of()
            : List.of(
                field(
                    "RoomDuration",
                    String.valueOf(room.duration(context.clock().instant()).toSeconds())));
    report(event, room, more);
  }

  void participant(String event, Room room, RoomParticipant participant) {
    report(event, room, describe(participant));
  }

  void track(Room room, RoomParticipant participant, RoomTrack track, RoomTrack.Change change) {
    List<Webhook.Field> more = new ArrayList<>(describe(participant));
    more.add(field("TrackSid", track.sid()));
    more.add(field("TrackName", track.name()));
    more.add(field("TrackKind", track.kind()));
    report("track-" + change.name().toLowerCase(Locale.ROOT), room, more);
  }

  void recording(
      String event, Room room, RoomParticipant participant, List<Webhook.Field> recording) {
    List<Webhook.Field> more = new ArrayList<>(describe(participant));
    more.addAll(recording);
    report(event, room, more);
  }

  private static List<Webhook.Field> describe(RoomParticipant participant) {
    List<Webhook.Field> fields = new ArrayList<>();
    fields.add(field("ParticipantSid", participant.sid()));
    fields.add(field("ParticipantStatus", participant.status().toString()));
    fields.add(field("ParticipantIdentity", participant.identity()));
    if (!participant.isPresent()) {
      String seconds = String.valueOf(participant.duration().toSeconds());
      fields.add(field("ParticipantDuration", seconds));
    }
    return fields;
  }

  private void report(String event, Room room, List<Webhook.Field> more) {
    JsonBody shown = JsonBody.object().put("room", room.name()).put("sid", room.sid());
    more.forEach(field -> shown.put(field.name(), field.value()));
    context.feed().publish("room." + event, shown.build());
    room.options()
        .callback()
        .ifPresent(hook -> {
          List<Webhook.Field> fields = new ArrayList<>();
          Instant now = context.clock().instant().truncatedTo(ChronoUnit.MILLIS);
          fields.add(field("AccountSid", context.account().accountSid()));
          fields.add(field("RoomName", room.name()));
          fields.add(field("RoomSid", room.sid()));
          fields.add(field("RoomStatus", room.isOpen() ? "in-progress" : "completed"));
          fields.add(field("RoomType", room.options().type()));
          fields.add(field("StatusCallbackEvent", event));
          fields.add(field("Timestamp", now.toString()));
          fields.add(field("SequenceNumber", String.valueOf(room.nextSequence())));
          fields.addAll(more);
          context.webhooks().enqueue(new Webhook(room.sid(), hook.method(), hook.url(), fields));
        });
  }

  private static Webhook.Field field(String name, String value) {
    return new Webhook.Field(name, value);
  }
}
