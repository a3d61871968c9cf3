package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.TokenFault;
import app.pizoo.switchboard.mock.token.TokenRefused;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a token allows with calls.
 *
 * @param incoming whether the holder can be called
 * @param applicationSid the TwiML application of the holder's calls, empty if none may be made
 * @param params fields that go along with each of the holder's calls
 */
record VoiceGrant(boolean incoming, String applicationSid, Map<String, String> params) {
  private static final Pattern IDENTITY = Pattern.compile("\\w{1,121}");

  /**
   * Reads the grant.
   *
   * @throws TokenRefused if there is none, or the identity is none that voice knows
   */
  static VoiceGrant of(AccessToken token) {
    if (!IDENTITY.matcher(token.identity()).matches()) {
      throw new TokenRefused(TokenFault.GRANTS);
    }
    JsonObject grant = token.grant("voice").orElseThrow(() -> new TokenRefused(TokenFault.GRANTS));
    JsonObject outgoing = child(grant, "outgoing");
    Map<String, String> params = new LinkedHashMap<>();
    child(outgoing, "params")
        .forEach((name, value) ->
            params.put(
                name, value instanceof JsonString text ? text.getString() : value.toString()));
    return new VoiceGrant(
        child(grant, "incoming").getBoolean("allow", false),
        outgoing.getString("application_sid", ""),
        params);
  }

  private static JsonObject child(JsonObject object, String name) {
    return object.get(name) instanceof JsonObject found ? found : JsonObject.EMPTY_JSON_OBJECT;
  }
}
