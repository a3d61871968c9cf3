package app.pizoo.switchboard.mock.voice;

import app.pizoo.switchboard.mock.context.BoxProduct;
import app.pizoo.switchboard.mock.http.BoxResponse;
import app.pizoo.switchboard.mock.http.BoxRoutes;
import app.pizoo.switchboard.mock.recording.Silence;
import java.time.Duration;
import java.util.List;

/**
 * Serves what Twilio's voice SDK needs beside signaling, so that pages can use it unchanged: it
 * accepts and drops the SDK's reports, and returns silence for its sounds.
 */
public final class BrowserSupport implements BoxProduct {
  private static final Duration SOUND = Duration.ofSeconds(1);

  @Override
  public void register(BoxRoutes routes) {
    for (String report : List.of("EndpointEvents", "EndpointMetrics")) {
      routes.browser("eventgw", "POST", "/v4/" + report, _ -> BoxResponse.noContent());
    }
    silence(routes, "sdk", "");
    silence(routes, "media", "/sdk");
  }

  private static void silence(BoxRoutes routes, String host, String folder) {
    routes.browser(
        host,
        "GET",
        folder + "/js/client/sounds/releases/{version}/{file}.mp3",
        _ -> BoxResponse.bytes(200, "audio/mpeg", Silence.mp3(SOUND)));
  }
}
