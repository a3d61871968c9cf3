package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.testing.CannedTwilioClient;
import app.pizoo.switchboard.testing.TestKeyedHashes;
import app.pizoo.switchboard.twilio.IncompleteResponse;
import org.junit.jupiter.api.Test;

class VoiceGatewayTest {
  @Test
  void a_response_without_sid_or_status_is_no_call() {
    VoiceGateway gateway =
        new VoiceGateway(new CannedTwilioClient(200, "{}"), new TestKeyedHashes());
    assertThatThrownBy(() -> gateway.legs("CA" + "1".repeat(32)))
        .isInstanceOf(IncompleteResponse.class);
  }
}
