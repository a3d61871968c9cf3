package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;
import java.time.Instant;

/** Writes rooms and participants in the format of Twilio's API. */
final class RoomJson {
  private final BoxContext context;

  RoomJson(BoxContext context) {
    this.context = context;
  }

  JsonObject room(Room room) {
    RoomOptions options = room.options();
    Instant changed = room.ended().orElse(room.created());
    String url = url(room.sid());
    return JsonBody.object()
        .put("sid", room.sid())
        .put("status", room.isOpen() ? "in-progress" : "completed")
        .put("date_created", TwilioDates.iso(room.created()))
        .put("date_updated", TwilioDates.iso(changed))
        .put("account_sid", context.account().accountSid())
        .put("enable_turn", true)
        .put("unique_name", room.name())
        .put("status_callback", options.callback().map(WebhookTarget::url))
        .put("status_callback_method", options.callback().map(WebhookTarget::method).orElse("POST"))
        .put("end_time", room.ended().map(TwilioDates::iso))
        .put("duration", room.ended().map(end -> (int) room.duration(end).toSeconds()))
        .put("type", options.type())
        .put("max_participants", options.maxParticipants())
        .put("max_participant_duration", options.maxDuration())
        .put("max_concurrent_published_tracks", 170)
        .put("record_participants_on_connect", options.record())
        .put("video_codecs", options.codecs())
        .put("media_region", options.mediaRegion())
        .put("audio_only", options.audioOnly())
        .put("empty_room_timeout", options.emptyTimeout())
        .put("unused_room_timeout", options.unusedTimeout())
        .put("large_room", false)
        .put("url", url)
        .put(
            "links",
            JsonBody.object()
                .put("participants", url + "/Participants")
                .put("recordings", url + "/Recordings")
                .put("recording_rules", url + "/RecordingRules"))
        .build();
  }

  JsonObject rules(Room room) {
    return JsonBody.object()
        .put("room_sid", room.sid())
        .put("rules", room.rules())
        .put("date_created", TwilioDates.iso(room.created()))
        .put("date_updated", TwilioDates.iso(room.rulesChanged()))
        .build();
  }

  JsonObject participant(RoomParticipant participant) {
    boolean left = !participant.isPresent();
    String url = url(participant.roomSid()) + "/Participants/" + participant.sid();
    return JsonBody.object()
        .put("sid", participant.sid())
        .put("room_sid", participant.roomSid())
        .put("account_sid", context.account().accountSid())
        .put("status", participant.status().toString())
        .put("identity", participant.identity())
        .put("date_created", TwilioDates.iso(participant.started()))
        .put("date_updated", TwilioDates.iso(participant.updated()))
        .put("start_time", TwilioDates.iso(participant.started()))
        .put("end_time", participant.ended().map(TwilioDates::iso))
        .put("duration", left ? (int) participant.duration().toSeconds() : null)
        .put("url", url)
        .put(
            "links",
            JsonBody.object()
                .put("published_tracks", url + "/PublishedTracks")
                .put("subscribed_tracks", url + "/SubscribedTracks"))
        .build();
  }

  private String url(String roomSid) {
    return context.address().get() + "/v1/Rooms/" + roomSid;
  }
}
