package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.number.Hook;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a room is.
 *
 * @param uniqueName its name, unlike that of any other open room
 * @param type group, go, peer-to-peer or group-small
 * @param maxParticipants most people at once
 * @param callback who is told what happens
 * @param record whether everybody is recorded
 * @param audioOnly whether pictures are refused
 * @param emptyTimeout minutes until it ends once everybody left
 * @param unusedTimeout minutes until it ends if nobody comes
 * @param maxDuration seconds that one may stay
 * @param mediaRegion where the media would be carried
 */
public record RoomOptions(
    Optional<String> uniqueName,
    String type,
    int maxParticipants,
    Optional<Hook> callback,
    boolean record,
    boolean audioOnly,
    int emptyTimeout,
    int unusedTimeout,
    int maxDuration,
    String mediaRegion) {
  private static final Set<String> TYPES = Set.of("group", "go", "peer-to-peer", "group-small");
  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final int MAX_NAME_LENGTH = 128;

  /** A room that appears because somebody enters it. */
  static RoomOptions adhoc(Optional<String> name, Optional<Hook> callback) {
    return new RoomOptions(checked(name), "group", 50, callback, false, false, 5, 5, 14_400, "us1");
  }

  /** Reads what a request asks for. */
  static RoomOptions read(Params form) {
    Optional<String> name = checked(form.find("UniqueName"));
    String type = form.find("Type").orElse("group");
    if (!TYPES.contains(type)) {
      throw error(53108, "RoomType is not valid");
    }
    String method = form.find("StatusCallbackMethod").orElse("POST");
    if (!METHODS.contains(method)) {
      throw error(53110, "StatusCallbackMethod is not valid");
    }
    Optional<String> callback = form.find("StatusCallback");
    if (callback.filter(url -> !url.matches("https?://.+")).isPresent()) {
      throw error(53111, "StatusCallback is not valid");
    }
    return new RoomOptions(
        name,
        type,
        number(form, "MaxParticipants", most(type), 1, most(type), 53107),
        callback.map(url -> new Hook(url, method)),
        form.find("RecordParticipantsOnConnect").filter("true"::equalsIgnoreCase).isPresent(),
        form.find("AudioOnly").filter("true"::equalsIgnoreCase).isPresent(),
        number(form, "EmptyRoomTimeout", 5, 1, 60, 53109),
        number(form, "UnusedRoomTimeout", 5, 1, 60, 53109),
        number(form, "MaxParticipantDuration", 14_400, 600, 86_400, 53109),
        form.find("MediaRegion").orElse("us1"));
  }

  /** The codecs that Twilio lists for every room. */
  List<String> codecs() {
    return List.of("H264", "VP8");
  }

  private static Optional<String> checked(Optional<String> name) {
    if (name.filter(text -> text.codePointCount(0, text.length()) > MAX_NAME_LENGTH).isPresent()) {
      throw error(53101, "Room name is too long");
    }
    return name;
  }

  private static int most(String type) {
    return switch (type) {
      case "go" -> 2;
      case "peer-to-peer" -> 10;
      case "group-small" -> 4;
      default -> 50;
    };
  }

  private static int number(
      Params form, String name, int otherwise, int least, int most, int code) {
    Optional<String> text = form.find(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, as for a number out of range
    }
    throw error(code, name + " is out of range");
  }

  private static TwilioError error(int code, String message) {
    return new TwilioError(400, code, message);
  }
}
