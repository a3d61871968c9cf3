package app.pizoo.switchboard.mock.rest;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a JSON object together, with {@code null} where Twilio has nothing to say. */
public final class JsonBody {
  /** Looked up once: {@code Json} would search the class path for each value. */
  private static final JsonProvider JSON = JsonProvider.provider();

  private final Map<String, JsonValue> fields = new LinkedHashMap<>();

  /** An object without fields. */
  public static JsonBody object() {
    return new JsonBody();
  }

  /**
   * Adds a field, or replaces it: text, number, flag, another body, a collection or map of these,
   * {@code null}, or an {@link Optional} of them.
   */
  public JsonBody put(String name, @Nullable Object value) {
    fields.put(name, json(value));
    return this;
  }

  /** The object. */
  public JsonObject build() {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    fields.forEach(builder::add);
    return builder.build();
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
      case Collection<?> items -> {
        var array = JSON.createArrayBuilder();
        items.forEach(item -> array.add(json(item)));
        yield array.build();
      }
      case Map<?, ?> map -> {
        JsonBody body = new JsonBody();
        map.forEach((name, item) -> body.put(String.valueOf(name), item));
        yield body.build();
      }
      default -> JSON.createValue(value.toString());
    };
  }
}
