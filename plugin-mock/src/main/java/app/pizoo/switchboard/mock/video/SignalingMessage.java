package app.pizoo.switchboard.mock.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.spi.http.JsonFields;
import app.pizoo.switchboard.spi.http.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * A message from a browser, or a part of one. Invalid content causes an error.
 *
 * @param json the JSON as received
 */
record SignalingMessage(JsonObject json) {
  private static final int MAX_ITEMS = 64;
  private static final int MAX_WORD_LENGTH = 16_384;

  static SignalingMessage parse(String text) {
    try {
      return new SignalingMessage(JsonFields.parse(text.getBytes(UTF_8)).object());
    } catch (Problem e) {
      throw invalid();
    }
  }

  static TwilioError invalid() {
    return new TwilioError(400, 53004, "Client sent an invalid signaling message");
  }

  String type() {
    return text("type");
  }

  String text(String name) {
    return findText(name).orElseThrow(SignalingMessage::invalid);
  }

  /** Returns a text unless it is missing or empty. */
  Optional<String> findText(String name) {
    return find(name, JsonString.class)
        .map(JsonString::getString)
        .filter(text -> !text.isEmpty())
        .map(text -> {
          if (text.length() > MAX_WORD_LENGTH || !UTF_8.newEncoder().canEncode(text)) {
            throw invalid();
          }
          return text;
        });
  }

  int number(String name) {
    try {
      return find(name, JsonNumber.class).orElseThrow(SignalingMessage::invalid).intValueExact();
    } catch (ArithmeticException e) {
      throw invalid();
    }
  }

  boolean flag(String name, boolean fallback) {
    return find(name, JsonValue.class)
        .map(value ->
            switch (value.getValueType()) {
              case TRUE -> true;
              case FALSE -> false;
              default -> throw invalid();
            })
        .orElse(fallback);
  }

  Optional<SignalingMessage> object(String name) {
    return find(name, JsonObject.class).map(SignalingMessage::new);
  }

  List<SignalingMessage> objects(String name) {
    JsonArray items = find(name, JsonArray.class).orElse(JsonValue.EMPTY_JSON_ARRAY);
    if (items.size() > MAX_ITEMS) {
      throw invalid();
    }
    return items.stream().map(item -> new SignalingMessage(as(item, JsonObject.class))).toList();
  }

  private <T extends JsonValue> Optional<T> find(String name, Class<T> type) {
    return Optional.ofNullable(json.get(name))
        .filter(value -> value.getValueType() != JsonValue.ValueType.NULL)
        .map(value -> as(value, type));
  }

  private static <T extends JsonValue> T as(JsonValue value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw invalid();
    }
    return type.cast(value);
  }
}
