package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Chore;
import app.pizoo.switchboard.spi.Guard;
import app.pizoo.switchboard.spi.Guards;
import app.pizoo.switchboard.spi.Inbox;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Page;
import app.pizoo.switchboard.spi.Reply;
import app.pizoo.switchboard.spi.Request;
import app.pizoo.switchboard.spi.Routes;
import app.pizoo.switchboard.spi.Started;
import app.pizoo.switchboard.spi.WebAssets;
import app.pizoo.switchboard.twilio.AccessTokens;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads requests and shapes replies. */
final class VideoRoutes implements Started {
  static final String STATUS = "/api/twilio/video/status";

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int LONGEST = 1024;

  private final VideoService service;
  private final Rooms rooms;
  private final Guards guards;
  private final Guard signed;
  private final Optional<URI> signaling;
  private final List<Chore> chores;

  VideoRoutes(
      VideoService service,
      Rooms rooms,
      Guards guards,
      Guard signed,
      Optional<URI> signaling,
      List<Chore> chores) {
    this.service = service;
    this.rooms = rooms;
    this.guards = guards;
    this.signed = signed;
    this.signaling = signaling;
    this.chores = chores;
  }

  @Override
  public void register(Routes routes) {
    routes.post("/api/twilio/video/token", guards.user(), this::token);
    routes.post(STATUS, signed, this::status);
    routes.get("/api/twilio/video/rooms", guards.user(), this::rooms);
    routes.get("/ui/video/{file}", guards.open(), WebAssets.of(VideoRoutes.class, "video")::serve);
  }

  Reply token(Request request) {
    JsonFields json = request.json();
    json.findText("identity", LONGEST)
        .ifPresent(identity -> request.caller().mustBe(identity, "identity"));
    RoomName room = RoomName.parse(json.text("room", LONGEST), "room");
    JsonObjectBuilder answer =
        JSON.createObjectBuilder()
            .add("ok", true)
            .add("token", service.token(request.caller(), room))
            .add("identity", request.caller().subject())
            .add("room", room.value())
            .add("expires_in", AccessTokens.LIFETIME.toSeconds());
    signaling.ifPresent(address -> answer.add("signaling", address.toString()));
    return Reply.json(answer.build());
  }

  Reply status(Request request) {
    RoomEvent.find(request.form()).ifPresent(service::note);
    return Reply.noContent();
  }

  Reply rooms(Request request) {
    Page page = Page.of(request);
    return page.reply(
        "rooms",
        rooms.of(request.caller().subject(), page),
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

  @Override
  public Map<String, Inbox.EventHandler> events() {
    return Map.of(RoomEvent.TOPIC, service::handle);
  }

  @Override
  public List<Chore> chores() {
    return chores;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "curl {api}/api/twilio/video/token"
            + " -H \"Authorization: Bearer $({switchboard} token user123)\""
            + " -H 'Content-Type: application/json'"
            + " -d '{\"identity\":\"user123\",\"room\":\"match-abc\"}'");
  }

  @Override
  public Optional<String> openApi() {
    return Started.readOpenApi(VideoRoutes.class.getResourceAsStream("openapi.yaml"));
  }
}
