package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.rest.Page;
import app.pizoo.switchboard.mock.rest.TwilioDates;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.function.Predicate;

/** The Recordings resources of Twilio's Video v1 API. */
final class RoomRecordingsApi {
  private static final String ALL = "/v1/Recordings";
  private static final String OF_ROOM = "/v1/Rooms/{RoomSid}/Recordings";

  private final BoxContext context;
  private final RoomRecordings recordings;

  RoomRecordingsApi(BoxContext context, RoomRecordings recordings) {
    this.context = context;
    this.recordings = recordings;
  }

  void register(BoxRoutes routes) {
    routes.twilio("video", "GET", ALL, this::list);
    routes.twilio(
        "video", "GET", ALL + "/{Sid}", request -> BoxResponse.ok(json(of(request), ALL)));
    routes.twilio("video", "DELETE", ALL + "/{Sid}", this::delete);
    routes.twilio("video", "GET", ALL + "/{Sid}/Media", this::media);
    routes.twilio("video", "GET", OF_ROOM, this::list);
    routes.twilio(
        "video", "GET", OF_ROOM + "/{Sid}", request -> BoxResponse.ok(json(of(request), OF_ROOM)));
    routes.twilio("video", "DELETE", OF_ROOM + "/{Sid}", this::delete);
  }

  private BoxResponse list(BoxRequest request) {
    String base = request.variables().containsKey("RoomSid") ? OF_ROOM : ALL;
    Predicate<RoomRecording> wanted =
        recording ->
            ofRoom(request, recording)
                && request
                    .query()
                    .find("SourceSid")
                    .map(recording.track().sid()::equals)
                    .orElse(true)
                && request.query().find("Status").map(status(recording)::equals).orElse(true);
    return Page.of(
            request,
            recordings.newestFirst(wanted),
            RoomRecording::sid,
            recording -> json(recording, base))
        .modern("recordings", context.address().get());
  }

  private BoxResponse delete(BoxRequest request) {
    recordings.remove(of(request));
    return BoxResponse.noContent();
  }

  private BoxResponse media(BoxRequest request) {
    RoomRecording recording = of(request);
    if (recording.isOpen()) {
      throw TwilioError.notFound(request);
    }
    String type = recording.isVideo() ? "video/x-matroska" : "audio/x-matroska";
    return BoxResponse.bytes(200, type, EmptyMatroska.bytes());
  }

  private RoomRecording of(BoxRequest request) {
    return recordings
        .find(request.variable("Sid"))
        .filter(found -> ofRoom(request, found))
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private static boolean ofRoom(BoxRequest request, RoomRecording recording) {
    return Optional.ofNullable(request.variables().get("RoomSid"))
        .map(recording.roomSid()::equals)
        .orElse(true);
  }

  private static String status(RoomRecording recording) {
    return recording.isOpen() ? "processing" : "completed";
  }

  private JsonObject json(RoomRecording recording, String base) {
    boolean ofRoom = base.equals(OF_ROOM);
    String url = context.address().get() + base.replace("{RoomSid}", recording.roomSid()) + "/";
    JsonBody body =
        JsonBody.object()
            .put("account_sid", context.account().accountSid())
            .put("status", status(recording))
            .put("date_created", TwilioDates.iso(recording.started()))
            .put("sid", recording.sid())
            .put("source_sid", recording.track().sid())
            .put("size", recording.isOpen() ? null : EmptyMatroska.bytes().length)
            .put("url", url + recording.sid())
            .put("type", recording.track().kind())
            .put("duration", recording.duration().map(length -> (int) length.toSeconds()))
            .put("container_format", recording.isVideo() ? "mkv" : "mka")
            .put("codec", recording.isVideo() ? "VP8" : "OPUS")
            .put(
                "grouping_sids",
                JsonBody.object()
                    .put("room_sid", recording.roomSid())
                    .put("participant_sid", recording.participantSid()))
            .put("track_name", recording.track().name())
            .put("offset", recording.offset().toMillis())
            .put("media_external_location", null)
            .put(
                "links",
                JsonBody.object()
                    .put(
                        "media", context.address().get() + ALL + "/" + recording.sid() + "/Media"));
    return ofRoom
        ? body.put("room_sid", recording.roomSid()).build()
        : body.put("status_callback", null).put("status_callback_method", "POST").build();
  }
}
