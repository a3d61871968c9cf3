package app.pizoo.switchboard.spi.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Builds a JSON object from parser events. Refuses duplicate keys and trailing text, which the
 * provider's parser accepts, and bounds depth and number of values.
 */
final class StrictJson {
  private static final int MAX_DEPTH = 16;

  /** A value takes far more memory than text: 16 KiB of zeros would become a megabyte. */
  private static final int MAX_VALUES = 1000;

  // Cached: the static methods of Json search for the provider on each call.
  private static final JsonProvider JSON = JsonProvider.provider();

  private final JsonParser parser;
  private int values;

  private StrictJson(JsonParser parser) {
    this.parser = parser;
  }

  static JsonObject parse(String text) {
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      if (parser.next() == JsonParser.Event.START_OBJECT) {
        JsonObject object = new StrictJson(parser).object(1);
        if (!parser.hasNext()) {
          return object;
        }
      }
      throw Problem.invalid("body", "expected one JSON object");
    } catch (Problem problem) {
      throw problem;
    } catch (RuntimeException e) {
      // The provider reports some syntax errors as plain RuntimeExceptions.
      throw Problem.invalid("body", "not valid JSON");
    }
  }

  private JsonObject object(int depth) {
    JsonObjectBuilder builder = JSON.createObjectBuilder();
    Set<String> keys = new HashSet<>();
    while (parser.next() == JsonParser.Event.KEY_NAME) {
      String key = parser.getString();
      if (!keys.add(key)) {
        throw Problem.invalid("body", "a key occurs twice in one object");
      }
      builder.add(key, value(parser.next(), depth));
    }
    return builder.build();
  }

  private JsonArray array(int depth) {
    JsonArrayBuilder builder = JSON.createArrayBuilder();
    JsonParser.Event event = parser.next();
    while (event != JsonParser.Event.END_ARRAY) {
      builder.add(value(event, depth));
      event = parser.next();
    }
    return builder.build();
  }

  private JsonValue value(JsonParser.Event event, int depth) {
    if (depth > MAX_DEPTH) {
      throw Problem.invalid("body", "nested deeper than " + MAX_DEPTH);
    }
    if (++values > MAX_VALUES) {
      throw Problem.invalid("body", "more than " + MAX_VALUES + " values");
    }
    return switch (event) {
      case START_OBJECT -> object(depth + 1);
      case START_ARRAY -> array(depth + 1);
      case KEY_NAME, END_OBJECT, END_ARRAY -> throw new IllegalStateException("no value");
      default -> parser.getValue();
    };
  }
}
