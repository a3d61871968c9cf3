package app.pizoo.switchboard.mock.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds a JSON object; missing values become {@code null}, as in Twilio's API. */
public final class JsonBody {
  /** Looked up once, because {@code Json} searches the class path for each value. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private final Map<String, JsonValue> fields = new LinkedHashMap<>();

  /** Returns an empty object. */
  public static JsonBody object() {
    return new JsonBody();
  }

  /**
   * Sets a field to a string, number, boolean, another body, a collection or map of these, {@code
   * null}, or an {@link Optional} of them.
   */
  public JsonBody put(String name, @Nullable Object value) {
    fields.put(name, json(value));
    return this;
  }

  /** Builds the object. */
  public JsonObject build() {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    fields.forEach(builder::add);
    return builder.build();
  }

  /** Builds an array of values that {@link #put} takes. */
  public static JsonArray array(Collection<?> values) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    values.forEach(value -> array.add(json(value)));
    return array.build();
  }

  private static JsonValue json(@Nullable Object value) {
    return switch (value) {
      case null -> JsonValue.NULL;
      case JsonValue ready -> ready;
      case JsonBody body -> body.build();
      case Optional<?> optional -> json(optional.orElse(null));
      case Boolean flag -> flag ? JsonValue.TRUE : JsonValue.FALSE;
      case Integer number -> JSON.createValue(number);
      case Long number -> JSON.createValue(number);
      case Double number -> JSON.createValue(number);
      case Collection<?> items -> array(items);
      case Map<?, ?> map -> {
        JsonBody body = new JsonBody();
        map.forEach((name, item) -> body.put(String.valueOf(name), item));
        yield body.build();
      }
      default -> JSON.createValue(value.toString());
    };
  }
}
