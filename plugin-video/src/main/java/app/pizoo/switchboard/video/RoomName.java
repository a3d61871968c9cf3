package app.pizoo.switchboard.video;

import app.pizoo.switchboard.spi.http.Problem;

/**
 * The name of a room: up to 128 characters, none of which is a control character. A name that looks
 * like a room SID is refused, because Twilio would treat it as the SID of a room.
 *
 * @param value the name that the app uses
 */
record RoomName(String value) {
  private static final int MAX_LENGTH = 128;

  static RoomName parse(String text, String field) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw Problem.invalid(field, "a room's name has 1 to " + MAX_LENGTH + " characters");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(field, "a room's name has no control characters");
    }
    if (text.matches("RM[0-9a-fA-F]{32}")) {
      throw Problem.invalid(field, "this is a room's SID, not its name");
    }
    return new RoomName(text);
  }
}
