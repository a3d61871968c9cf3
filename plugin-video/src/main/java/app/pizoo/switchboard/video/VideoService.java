package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.Permissions;
import app.pizoo.switchboard.spi.Permissions.Action;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Page;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import app.pizoo.switchboard.twilio.AccessTokens;
import java.util.List;

/** Decides which users may join which rooms. */
final class VideoService {
  static final Inbox.EventCodec<RoomEvent> CODEC = new RoomEventCodec();

  private static final Action JOIN = Action.claimed("video.join", "switchboard_rooms");

  /** The maximum length of an identity at Twilio Video. */
  private static final int MAX_IDENTITY_LENGTH = 128;

  private static final int MAX_FETCHED = 10;

  private final AccessTokens tokens;
  private final Permissions permissions;
  private final VideoRateLimits limits;
  private final RoomCreation creation;
  private final VideoGateway gateway;
  private final Rooms rooms;
  private final Inbox inbox;
  private final VideoMetrics metrics;

  VideoService(
      AccessTokens tokens,
      Permissions permissions,
      VideoRateLimits limits,
      RoomCreation creation,
      VideoGateway gateway,
      Rooms rooms,
      Inbox inbox,
      VideoMetrics metrics) {
    this.tokens = tokens;
    this.permissions = permissions;
    this.limits = limits;
    this.creation = creation;
    this.gateway = gateway;
    this.rooms = rooms;
    this.inbox = inbox;
    this.metrics = metrics;
  }

  /** Issues an access token for the caller and one room. */
  String token(Caller caller, RoomName room) {
    if (caller.subject().length() > MAX_IDENTITY_LENGTH) {
      throw Problem.invalid("identity", "longer than " + MAX_IDENTITY_LENGTH + " characters");
    }
    if (!permissions.allows(caller, JOIN, room.value())) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "joining this room is not allowed")
          .inField("room");
    }
    limits.takeToken(caller.subject());
    if (creation == RoomCreation.MANAGED) {
      gateway.ensure(room);
    }
    return tokens.video(caller.subject(), room.value());
  }

  /** Puts a status callback into the inbox. */
  void note(RoomEvent event) {
    inbox.put(CODEC, event);
  }

  /** Handles an event from the inbox. */
  Runnable handle(Database.Sql sql, RoomEvent event) {
    return rooms.move(sql, event) ? () -> metrics.moved(event) : () -> {};
  }

  /** Fetches rooms from Twilio whose end was not reported. */
  void reconcile() {
    for (String sid : rooms.overdue(MAX_FETCHED)) {
      gateway.ended(sid).ifPresent(duration -> rooms.end(sid, duration));
    }
  }

  /** A page of the rooms that a user has joined, newest first. */
  List<RoomEntry> rooms(String user, Page page) {
    return rooms.of(user, page);
  }
}
