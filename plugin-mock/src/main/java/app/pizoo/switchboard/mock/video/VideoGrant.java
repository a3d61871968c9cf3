package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.room.Room;
import app.pizoo.switchboard.mock.room.Rooms;
import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.AccessTokenException;
import app.pizoo.switchboard.mock.token.TokenError;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * The video grant of a token: who may enter which room.
 *
 * @param identity the participant's identity
 * @param room the allowed room by name or SID; empty for all rooms
 */
record VideoGrant(String identity, Optional<String> room) {
  private static final int MAX_IDENTITY_LENGTH = 128;

  /** Reads the grant of a token. */
  static VideoGrant of(AccessToken token) {
    JsonObject grant =
        token.grant("video").orElseThrow(() -> new AccessTokenException(TokenError.GRANTS));
    String identity = token.identity();
    if (identity.codePointCount(0, identity.length()) > MAX_IDENTITY_LENGTH) {
      throw new TwilioError(400, 53201, "Participant identity is too long");
    }
    if (!grant.containsKey("room")) {
      return new VideoGrant(identity, Optional.empty());
    }
    if (grant.get("room") instanceof JsonString room && !room.getString().isEmpty()) {
      return new VideoGrant(identity, Optional.of(room.getString()));
    }
    throw new AccessTokenException(TokenError.GRANTS);
  }

  /** Opens the requested room, otherwise the token's, otherwise a new one. */
  Room open(Optional<String> requested, Rooms rooms) {
    Optional<String> name = requested.or(() -> room);
    if (room.isPresent()
        && !room.equals(name)
        && !isSameRoom(room.get(), name.orElseThrow(), rooms)) {
      throw new AccessTokenException(TokenError.GRANTS);
    }
    return rooms.open(name);
  }

  /** Returns whether two names or SIDs mean the same room. */
  private static boolean isSameRoom(String one, String other, Rooms rooms) {
    Optional<Room> found = rooms.find(one);
    return found.isPresent() && found.equals(rooms.find(other));
  }
}
