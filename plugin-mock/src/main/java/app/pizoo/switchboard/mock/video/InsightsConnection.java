package app.pizoo.switchboard.mock.video;

import app.pizoo.switchboard.mock.http.TextSocket;
import app.pizoo.switchboard.mock.json.JsonBody;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.UUID;

/**
 * Accepts the reports that the video SDK sends about a room ({@code wss://sdkgw…/v1/VideoEvents}),
 * and drops them. Without it the SDK tries again and complains.
 */
final class InsightsConnection implements TextSocket.Peer {
  static final Duration PAUSE = Duration.ofSeconds(30);

  private final TextSocket socket;

  InsightsConnection(TextSocket socket) {
    this.socket = socket;
  }

  @Override
  public void received(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      if (reader.readObject().getString("type", "").equals("connect")) {
        socket.send(
            JsonBody.object()
                .put("type", "connected")
                .put("session", UUID.randomUUID())
                .put("version", 1)
                .build()
                .toString());
      }
    } catch (JsonException | ClassCastException malformed) {
      // Dropped like all others.
    }
  }

  @Override
  public void paused() {
    // The SDK expects no sign of life.
  }

  @Override
  public void ended() {
    // Nothing was kept.
  }
}
