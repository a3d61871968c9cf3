package app.pizoo.switchboard.mock.voice;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.store.Sids;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Converts user-defined messages. JSON content stays JSON. */
final class CallMessageCodec {
  private CallMessageCodec() {}

  static CallMessage read(Frame frame) {
    JsonValue content = frame.payload().getOrDefault("content", JsonValue.NULL);
    String text = content instanceof JsonString string ? string.getString() : content.toString();
    return new CallMessage(frame.field("messagetype"), frame.field("contenttype"), text);
  }

  static JsonBody write(CallMessage message, JsonBody body, Sids sids) {
    return body.put("content", content(message))
        .put("contenttype", message.contentType())
        .put("messagetype", message.messageType())
        .put("voiceeventsid", sids.next("KX"));
  }

  private static Object content(CallMessage message) {
    if (!message.contentType().equals("application/json")) {
      return message.content();
    }
    try {
      return JsonFields.parse(message.content().getBytes(UTF_8)).object();
    } catch (Problem e) {
      return message.content();
    }
  }
}
