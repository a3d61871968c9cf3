package app.pizoo.switchboard.server.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import app.pizoo.switchboard.spi.http.JsonFields;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Encodes a map of texts as one JSON column. */
final class Fields {
  private static final JsonProvider JSON = JsonProvider.provider();

  private Fields() {}

  static String write(Map<String, String> fields) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    fields.forEach(object::add);
    return object.build().toString();
  }

  static Map<String, String> read(String column) {
    JsonObject object = JsonFields.parse(column.getBytes(UTF_8)).object();
    Map<String, String> fields = new LinkedHashMap<>();
    object.keySet().forEach(name -> fields.put(name, object.getString(name)));
    return fields;
  }
}
