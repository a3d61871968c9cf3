package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.rest.JsonBody;
import app.pizoo.switchboard.mock.token.AccessToken;
import java.time.Duration;

/** What a browser is told about the place it is connected to. */
final class Greeting {
  private Greeting() {}

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
