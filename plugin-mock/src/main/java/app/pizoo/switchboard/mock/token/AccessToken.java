package app.pizoo.switchboard.mock.token;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A valid access token.
 *
 * @param identity the identity of its holder
 * @param expires when it expires
 * @param grants the grants by product
 */
public record AccessToken(String identity, Instant expires, JsonObject grants) {
  /** Returns the grant of a product, such as {@code voice}. */
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
