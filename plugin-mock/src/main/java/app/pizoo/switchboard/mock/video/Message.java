package app.pizoo.switchboard.mock.video;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.spi.JsonFields;
import app.pizoo.switchboard.spi.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * What a browser sent, or a part of it. What does not have the protocol's form is refused.
 *
 * @param json as it came
 */
record Message(JsonObject json) {
  private static final int MAX_ITEMS = 64;
  private static final int MAX_WORD_LENGTH = 16_384;

  static Message parse(String text) {
    try {
      return new Message(JsonFields.parse(text.getBytes(UTF_8)).object());
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
    return findText(name).orElseThrow(Message::invalid);
  }

  /** A text; an empty one counts as left out. */
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
      return find(name, JsonNumber.class).orElseThrow(Message::invalid).intValueExact();
    } catch (ArithmeticException e) {
      throw invalid();
    }
  }

  boolean flag(String name, boolean otherwise) {
    return find(name, JsonValue.class)
        .map(value ->
            switch (value.getValueType()) {
              case TRUE -> true;
              case FALSE -> false;
              default -> throw invalid();
            })
        .orElse(otherwise);
  }

  Optional<Message> object(String name) {
    return find(name, JsonObject.class).map(Message::new);
  }

  List<Message> objects(String name) {
    JsonArray items = find(name, JsonArray.class).orElse(JsonValue.EMPTY_JSON_ARRAY);
    if (items.size() > MAX_ITEMS) {
      throw invalid();
    }
    return items.stream().map(item -> new Message(as(item, JsonObject.class))).toList();
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
