package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.json.JsonBody;
import app.pizoo.switchboard.mock.token.AccessToken;
import java.time.Duration;

/** The payload that describes the gateway to a browser. */
final class ConnectedPayload {
  private ConnectedPayload() {}

  static JsonBody of(AccessToken token, Duration left) {
    return place()
        .put("edge", "ashburn")
        .put("home", "us1")
        .put(
            "token",
            JsonBody.object().put("identity", token.identity()).put("ttl", left.toSeconds()));
  }

  static JsonBody place() {
    return JsonBody.object().put("gateway", "box").put("region", "US_EAST_VIRGINIA");
  }
}
