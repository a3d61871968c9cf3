package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.http.Guard;
import app.pizoo.switchboard.spi.http.Guards;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.RequestBody;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.spi.http.Routes;
import app.pizoo.switchboard.spi.http.WebAssets;
import app.pizoo.switchboard.twilio.AccessTokens;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.Optional;

/** Reads requests and writes responses. */
final class VideoRoutes {
  static final String STATUS = "/api/twilio/video/status";

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MAX_LENGTH = 1024;

  private final VideoService service;
  private final Guards guards;
  private final Guard signed;
  private final Optional<URI> signaling;

  VideoRoutes(VideoService service, Guards guards, Guard signed, Optional<URI> signaling) {
    this.service = service;
    this.guards = guards;
    this.signed = signed;
    this.signaling = signaling;
  }

  void register(Routes routes) {
    routes.post("/api/twilio/video/token", guards.user(), this::token);
    routes.add("POST", STATUS, signed, RequestBody.WEBHOOK, this::status);
    routes.get("/api/twilio/video/rooms", guards.user(), this::rooms);
    routes.get("/ui/video/{file}", guards.open(), WebAssets.of(VideoRoutes.class, "video")::serve);
  }

  Response token(Request request) {
    JsonFields json = request.json();
    json.findText("identity", MAX_LENGTH)
        .ifPresent(identity -> request.caller().mustBe(identity, "identity"));
    RoomName room = RoomName.parse(json.text("room", MAX_LENGTH), "room");
    JsonObjectBuilder body =
        JSON.createObjectBuilder()
            .add("ok", true)
            .add("token", service.token(request.caller(), room))
            .add("identity", request.caller().subject())
            .add("room", room.value())
            .add("expires_in", AccessTokens.LIFETIME.toSeconds());
    signaling.ifPresent(address -> body.add("signaling", address.toString()));
    return Response.json(body.build());
  }

  Response status(Request request) {
    RoomEvent.find(request.form()).ifPresent(service::note);
    return Response.noContent();
  }

  Response rooms(Request request) {
    Page page = Page.of(request);
    return page.reply(
        "rooms",
        service.rooms(request.caller().subject(), page),
        room ->
            JSON.createObjectBuilder()
                .add("sid", room.sid())
                .add("room", room.room())
                .add("status", room.status())
                .add("joined_at", room.joinedAt().toString())
                .add("duration", room.durationSeconds())
                .build(),
        room -> Page.cursor(room.joinedAt().toEpochMilli(), room.sid()));
  }
}
