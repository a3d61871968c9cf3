package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.context.BoxContext;
import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxRequest;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.rest.Page;
import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.StringReader;
import java.util.Optional;
import java.util.function.Predicate;

/** The Rooms and Participants resources of Twilio's Video v1 API. */
public final class RoomsApi implements BoxProduct {
  private static final String PARTICIPANTS = "/v1/Rooms/{RoomSid}/Participants";

  private static final String RULES = "/v1/Rooms/{RoomSid}/RecordingRules";

  private final BoxContext context;
  private final Rooms rooms;
  private final RoomJson json;

  /** Takes the shared objects and the rooms. */
  public RoomsApi(BoxContext context, Rooms rooms) {
    this.context = context;
    this.rooms = rooms;
    json = new RoomJson(context);
  }

  @Override
  public void register(BoxRoutes routes) {
    routes.twilio("video", "GET", "/v1/Rooms", this::list);
    routes.twilio("video", "POST", "/v1/Rooms", this::create);
    routes.twilio(
        "video",
        "GET",
        "/v1/Rooms/{Sid}",
        request -> BoxResponse.ok(json.room(room(request, "Sid"))));
    routes.twilio("video", "POST", "/v1/Rooms/{Sid}", this::complete);
    routes.twilio("video", "GET", PARTICIPANTS, this::participants);
    routes.twilio(
        "video",
        "GET",
        PARTICIPANTS + "/{Sid}",
        request -> BoxResponse.ok(json.participant(participant(request))));
    routes.twilio("video", "POST", PARTICIPANTS + "/{Sid}", this::disconnect);
    routes.twilio("video", "GET", RULES, request -> rules(room(request, "RoomSid")));
    routes.twilio("video", "POST", RULES, this::changeRules);
    new RoomTracksApi(context, rooms).register(routes);
    new RoomRecordingsApi(context, rooms.recordings()).register(routes);
  }

  private BoxResponse create(BoxRequest request) {
    return BoxResponse.created(json.room(rooms.create(RoomOptions.read(request.form()))));
  }

  private BoxResponse list(BoxRequest request) {
    Parameters query = request.query();
    boolean open = query.find("Status").orElse("in-progress").equals("in-progress");
    Predicate<Room> wanted =
        room ->
            room.isOpen() == open && query.find("UniqueName").map(room.name()::equals).orElse(true);
    return Page.of(request, rooms.newestFirst(wanted), Room::sid, json::room)
        .modern("rooms", context.address().get());
  }

  private BoxResponse complete(BoxRequest request) {
    Room room = room(request, "Sid");
    requireStatus(request, "completed");
    rooms.complete(room);
    return BoxResponse.json(202, json.room(room));
  }

  private BoxResponse rules(Room room) {
    return BoxResponse.ok(json.rules(room));
  }

  private BoxResponse changeRules(BoxRequest request) {
    Room room = room(request, "RoomSid");
    String rules = request.form().require("Rules");
    try (var reader = Json.createReader(new StringReader(rules))) {
      room.rules(reader.readArray(), context.clock().instant());
    } catch (JsonException e) {
      throw new TwilioError(400, 53120, "Recording rules are not valid");
    }
    return rules(room);
  }

  private BoxResponse participants(BoxRequest request) {
    Parameters query = request.query();
    return Page.of(
            request,
            room(request, "RoomSid").participants().stream()
                .filter(one -> fits(query, "Status", one.status().toString()))
                .filter(one -> fits(query, "Identity", one.identity()))
                .toList(),
            RoomParticipant::sid,
            json::participant)
        .modern("participants", context.address().get());
  }

  private static boolean fits(Parameters query, String name, String value) {
    return query.find(name).map(value::equals).orElse(true);
  }

  private BoxResponse disconnect(BoxRequest request) {
    RoomParticipant participant = participant(request);
    requireStatus(request, "disconnected");
    rooms.remove(room(request, "RoomSid"), participant, 0);
    return BoxResponse.json(202, json.participant(participant));
  }

  private static void requireStatus(BoxRequest request, String status) {
    Optional<String> given = request.form().find("Status");
    if (!given.equals(Optional.of(status))) {
      throw new TwilioError(400, 53112, "Status is not valid");
    }
  }

  private Room room(BoxRequest request, String variable) {
    return rooms.find(request.variable(variable)).orElseThrow(() -> TwilioError.notFound(request));
  }

  private RoomParticipant participant(BoxRequest request) {
    return room(request, "RoomSid")
        .participant(request.variable("Sid"))
        .orElseThrow(() -> TwilioError.notFound(request));
  }
}
