package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.token.AccessToken;
import app.pizoo.switchboard.mock.token.AccessTokenException;
import app.pizoo.switchboard.mock.token.TokenError;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The voice grant of a token.
 *
 * @param incoming whether the holder can receive calls
 * @param applicationSid the TwiML application of outgoing calls; empty if they are not allowed
 * @param params parameters of each outgoing call
 */
record VoiceGrant(boolean incoming, String applicationSid, Map<String, String> params) {
  private static final Pattern IDENTITY = Pattern.compile("\\w{1,121}");

  /**
   * Reads the grant.
   *
   * @throws AccessTokenException if there is no grant, or the identity is not valid for voice
   */
  static VoiceGrant of(AccessToken token) {
    if (!IDENTITY.matcher(token.identity()).matches()) {
      throw new AccessTokenException(TokenError.GRANTS);
    }
    JsonObject grant =
        token.grant("voice").orElseThrow(() -> new AccessTokenException(TokenError.GRANTS));
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
