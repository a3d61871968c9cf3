package app.pizoo.switchboard.mock.token;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * An access token that was found genuine and valid.
 *
 * @param identity who holds it
 * @param expires when it ends
 * @param grants what it allows, by product
 */
public record AccessToken(String identity, Instant expires, JsonObject grants) {
  /** What it allows with a product, such as {@code voice}. */
  public Optional<JsonObject> grant(String product) {
    return Optional.ofNullable(grants.get(product))
        .filter(value -> value.getValueType() == JsonValue.ValueType.OBJECT)
        .map(JsonValue::asJsonObject);
  }

  @Override
  public String toString() {
    return "AccessToken[" + grants.keySet() + " until " + expires + "]";
  }
}
