package app.pizoo.switchboard.mock.room;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a room.
 *
 * @param uniqueName its name, unique among the rooms in progress
 * @param type group, go, peer-to-peer or group-small
 * @param maxParticipants the maximum number of participants
 * @param callback the status callback
 * @param record whether participants are recorded
 * @param audioOnly whether video tracks are rejected
 * @param emptyTimeout minutes until an empty room ends
 * @param unusedTimeout minutes until an unused room ends
 * @param maxDuration seconds that a participant may stay
 * @param mediaRegion the media region
 */
public record RoomOptions(
    Optional<String> uniqueName,
    String type,
    int maxParticipants,
    Optional<WebhookTarget> callback,
    boolean record,
    boolean audioOnly,
    int emptyTimeout,
    int unusedTimeout,
    int maxDuration,
    String mediaRegion) {
  private static final Set<String> TYPES = Set.of("group", "go", "peer-to-peer", "group-small");
  private static final Set<String> METHODS = Set.of("GET", "POST");
  private static final int MAX_NAME_LENGTH = 128;

  /** Returns the options of an ad hoc room, which is created when a participant connects. */
  static RoomOptions adhoc(Optional<String> name, Optional<WebhookTarget> callback) {
    return new RoomOptions(checked(name), "group", 50, callback, false, false, 5, 5, 14_400, "us1");
  }

  /** Reads the options in a request. */
  static RoomOptions read(Parameters form) {
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
        number(form, "MaxParticipants", max(type), 1, max(type), 53107),
        callback.map(url -> new WebhookTarget(url, method)),
        form.find("RecordParticipantsOnConnect").filter("true"::equalsIgnoreCase).isPresent(),
        form.find("AudioOnly").filter("true"::equalsIgnoreCase).isPresent(),
        number(form, "EmptyRoomTimeout", 5, 1, 60, 53109),
        number(form, "UnusedRoomTimeout", 5, 1, 60, 53109),
        number(form, "MaxParticipantDuration", 14_400, 600, 86_400, 53109),
        form.find("MediaRegion").orElse("us1"));
  }

  /** Returns the codecs that Twilio lists for every room. */
  List<String> codecs() {
    return List.of("H264", "VP8");
  }

  private static Optional<String> checked(Optional<String> name) {
    if (name.filter(text -> text.codePointCount(0, text.length()) > MAX_NAME_LENGTH).isPresent()) {
      throw error(53101, "Room name is too long");
    }
    return name;
  }

  private static int max(String type) {
    return switch (type) {
      case "go" -> 2;
      case "peer-to-peer" -> 10;
      case "group-small" -> 4;
      default -> 50;
    };
  }

  private static int number(
      Parameters form, String name, int fallback, int min, int max, int code) {
    Optional<String> text = form.find(name);
    if (text.isEmpty()) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below, like a number out of range
    }
    throw error(code, name + " is out of range");
  }

  private static TwilioError error(int code, String message) {
    return new TwilioError(400, code, message);
  }
}
