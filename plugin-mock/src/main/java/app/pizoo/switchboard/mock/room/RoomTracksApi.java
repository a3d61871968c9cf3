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
import java.util.List;

/**
 * The PublishedTracks and SubscribedTracks resources. In a mesh, each participant subscribes to all
 * tracks of the others.
 */
final class RoomTracksApi {
  private static final String PARTICIPANT = "/v1/Rooms/{RoomSid}/Participants/{ParticipantSid}/";
  private static final String PUBLISHED = "PublishedTracks";
  private static final String SUBSCRIBED = "SubscribedTracks";

  private final BoxContext context;
  private final Rooms rooms;

  RoomTracksApi(BoxContext context, Rooms rooms) {
    this.context = context;
    this.rooms = rooms;
  }

  void register(BoxRoutes routes) {
    for (String kind : List.of(PUBLISHED, SUBSCRIBED)) {
      String path = PARTICIPANT + kind;
      routes.twilio("video", "GET", path, request -> list(request, kind));
      routes.twilio(
          "video",
          "GET",
          path + "/{Sid}",
          request -> BoxResponse.ok(json(one(request, kind), kind)));
    }
  }

  /** A track as one participant sees it. */
  private record Seen(RoomParticipant viewer, RoomParticipant publisher, PublishedTrack track) {
    String sid() {
      return track.track().sid();
    }
  }

  private BoxResponse list(BoxRequest request, String kind) {
    return Page.of(request, all(request, kind), Seen::sid, seen -> json(seen, kind))
        .modern(
            kind.equals(PUBLISHED) ? "published_tracks" : "subscribed_tracks",
            context.address().get());
  }

  private Seen one(BoxRequest request, String kind) {
    String wanted = request.variable("Sid");
    return all(request, kind).stream()
        .filter(seen -> seen.sid().equals(wanted) || seen.track().track().name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> TwilioError.notFound(request));
  }

  private List<Seen> all(BoxRequest request, String kind) {
    Room room =
        rooms.find(request.variable("RoomSid")).orElseThrow(() -> TwilioError.notFound(request));
    RoomParticipant viewer =
        room.participant(request.variable("ParticipantSid"))
            .orElseThrow(() -> TwilioError.notFound(request));
    boolean own = kind.equals(PUBLISHED);
    return room.present().stream()
        .filter(publisher -> own == publisher.equals(viewer))
        .filter(_ -> viewer.isPresent())
        .flatMap(publisher ->
            publisher.tracks().stream().map(track -> new Seen(viewer, publisher, track)))
        .toList();
  }

  private JsonObject json(Seen seen, String kind) {
    RoomTrack track = seen.track().track();
    RoomParticipant viewer = seen.viewer();
    String path =
        PARTICIPANT
            .replace("{RoomSid}", viewer.roomSid())
            .replace("{ParticipantSid}", viewer.sid());
    JsonBody body =
        JsonBody.object()
            .put("sid", track.sid())
            .put("participant_sid", viewer.sid())
            .put("room_sid", viewer.roomSid())
            .put("name", track.name())
            .put("date_created", TwilioDates.iso(seen.track().created()))
            .put("date_updated", TwilioDates.iso(seen.track().updated()))
            .put("enabled", seen.track().enabled())
            .put("kind", track.kind())
            .put("url", context.address().get() + path + kind + "/" + track.sid());
    return kind.equals(PUBLISHED)
        ? body.build()
        : body.put("publisher_sid", seen.publisher().sid()).build();
  }
}
