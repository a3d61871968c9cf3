package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.TokenFault;
import app.pizoo.switchboard.mock.token.TokenRefused;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * Who may enter which room.
 *
 * @param identity the name
 * @param room the one room, by name or id; empty for all rooms
 */
record RoomPass(String identity, Optional<String> room) {
  private static final int MAX_IDENTITY_LENGTH = 128;

  /** Reads it off a token with a video grant. */
  static RoomPass of(AccessToken token) {
    JsonObject grant = token.grant("video").orElseThrow(() -> new TokenRefused(TokenFault.GRANTS));
    String identity = token.identity();
    if (identity.codePointCount(0, identity.length()) > MAX_IDENTITY_LENGTH) {
      throw new TwilioError(400, 53201, "Participant identity is too long");
    }
    if (!grant.containsKey("room")) {
      return new RoomPass(identity, Optional.empty());
    }
    if (grant.get("room") instanceof JsonString room && !room.getString().isEmpty()) {
      return new RoomPass(identity, Optional.of(room.getString()));
    }
    throw new TokenRefused(TokenFault.GRANTS);
  }

  /** Opens the room that is asked for, else the token's, else a new one. */
  Room open(Optional<String> asked, Rooms rooms) {
    Optional<String> name = asked.or(() -> room);
    if (room.isPresent() && !room.equals(name) && !areOne(room.get(), name.orElseThrow(), rooms)) {
      throw new TokenRefused(TokenFault.GRANTS);
    }
    return rooms.open(name);
  }

  /** A room goes by its name and by its id. */
  private static boolean areOne(String one, String other, Rooms rooms) {
    Optional<Room> found = rooms.find(one);
    return found.isPresent() && found.equals(rooms.find(other));
  }
}
