package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.BoxDevService;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In development, without an account: the server and the box over real HTTP. */
class SmsHttpTest {

  @Test
  @Timeout(300)
  void the_box_delivers_a_message_and_its_callbacks_arrive() throws Exception {
    try (TestServer server =
        TestServer.development()
            .set("SWITCHBOARD_BOX_PORT", "0")
            .plugin(new SmsPlugin())
            .service(new TwilioService())
            .devService(new BoxDevService())
            .start()) {
      assertThat(
              new TestClient(server.api())
                  .post(
                      "/api/twilio/sms/send",
                      "{\"to\":\"+1234567890\",\"body\":\"Hello\"}",
                      "Authorization",
                      "Bearer " + server.token("backend", "sms:send"))
                  .body())
          .contains("\"ok\":true", "\"status\":\"queued\"", "\"to\":\"+1234567890\"");

      TestClient operations = new TestClient(server.operations());
      String delivered = "switchboard_sms_statuses_total{status=\"delivered\"} 1";
      Eventually.isTrue(delivered, () -> operations.text("/metrics").contains(delivered));
    }
  }
}
