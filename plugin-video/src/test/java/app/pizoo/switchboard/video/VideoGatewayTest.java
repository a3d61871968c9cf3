package app.pizoo.switchboard.video;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.testing.CannedTwilioClient;
import app.pizoo.switchboard.twilio.IncompleteResponse;
import java.net.URI;
import org.junit.jupiter.api.Test;

class VideoGatewayTest {
  @Test
  void a_response_without_sid_or_status_is_no_success() {
    VideoGateway gateway =
        new VideoGateway(
            new CannedTwilioClient(201, "{}"), () -> URI.create("http://127.0.0.1"), 4);
    assertThatThrownBy(() -> gateway.ensure(RoomName.parse("a-room", "room")))
        .isInstanceOf(IncompleteResponse.class);
    assertThatThrownBy(() -> gateway.ended("RM" + "1".repeat(32)))
        .isInstanceOf(IncompleteResponse.class);
  }
}
