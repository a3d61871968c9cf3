package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads typed fields of a JSON object; an error names the field. Unknown fields are ignored; a
 * {@code null} field counts as absent.
 */
public final class JsonFields {
  private static final char REPLACEMENT = '\uFFFD';

  private final JsonObject object;

  private JsonFields(JsonObject object) {
    this.object = object;
  }

  /**
   * Parses strictly.
   *
   * @throws Problem on invalid UTF-8, syntax errors, duplicate keys, nesting deeper than 16, more
   *     than 1,000 values, or a value that is not an object
   */
  public static JsonFields parse(byte[] bytes) {
    return new JsonFields(StrictJson.parse(decode(bytes)));
  }

  private static String decode(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    // Invalid bytes decode to the replacement character; accept it only if the client sent it.
    if (text.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(text.getBytes(UTF_8), bytes)) {
      throw Problem.invalid("body", "not valid UTF-8");
    }
    return text;
  }

  /**
   * Returns a required string.
   *
   * @param maxLength in Unicode code points
   */
  public String text(String field, int maxLength) {
    return findText(field, maxLength)
        .orElseThrow(() -> Problem.invalid(field, "this field is required"));
  }

  /** Returns an optional string; an empty string is refused. */
  public Optional<String> findText(String field, int maxLength) {
    Optional<JsonValue> found = find(field);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (!(found.get() instanceof JsonString string)) {
      throw Problem.invalid(field, "expected a string");
    }
    String text = string.getString();
    if (text.isEmpty()) {
      throw Problem.invalid(field, "must not be empty");
    }
    if (text.codePointCount(0, text.length()) > maxLength) {
      throw Problem.invalid(field, "longer than " + maxLength + " characters");
    }
    if (text.indexOf(0) >= 0) {
      throw Problem.invalid(field, "holds the character U+0000");
    }
    if (!isUnicode(text)) {
      throw Problem.invalid(field, "half of a surrogate pair");
    }
    return Optional.of(text);
  }

  /** Whether every surrogate is paired; unpaired ones cannot be encoded as UTF-8. */
  private static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return UTF_8.newEncoder().canEncode(text);
      }
    }
    return true;
  }

  /** The object itself. */
  public JsonObject object() {
    return object;
  }

  private Optional<JsonValue> find(String field) {
    return Optional.ofNullable(object.get(field))
        .filter(value -> value.getValueType() != JsonValue.ValueType.NULL);
  }
}
