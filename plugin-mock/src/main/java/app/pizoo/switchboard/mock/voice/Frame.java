package app.pizoo.switchboard.mock.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * A message of PStream 1.6, the signaling protocol of Twilio's voice SDK.
 *
 * @param type the type, such as {@code invite}
 * @param payload the details
 */
record Frame(String type, JsonObject payload) {
  /** Both sides send a line break as a heartbeat. */
  static final String HEARTBEAT = "\n";

  private static final int MAX_LENGTH = 65_536;
  private static final String VERSION = "1.6";

  /** Parses a message; empty if it is invalid or too long. */
  static Optional<Frame> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      JsonObject object = JsonFields.parse(text.getBytes(UTF_8)).object();
      return object.get("type") instanceof JsonString type
          ? Optional.of(new Frame(type.getString(), child(object, "payload")))
          : Optional.empty();
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  /** Formats a message. */
  static String text(String type, JsonBody payload) {
    return JsonBody.object()
        .put("type", type)
        .put("version", VERSION)
        .put("payload", payload)
        .build()
        .toString();
  }

  /** A text of the payload, empty if it is not valid there. */
  String field(String name) {
    return payload.get(name) instanceof JsonString text ? text.getString() : "";
  }

  /** An object of the payload, without fields if it is not valid there. */
  JsonObject object(String name) {
    return child(payload, name);
  }

  private static JsonObject child(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
  }
}
