package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.spi.ThrottledLogger;
import java.time.Clock;
import java.util.List;

/** Guards of webhooks whose refusals interest nobody. */
final class TestWebhooks {
  private TestWebhooks() {}

  static WebhookSignature signature(List<String> authTokens) {
    return new WebhookSignature(
        authTokens,
        new WebhookRefusals(
            new NoMetrics(),
            new ThrottledLogger(System.getLogger("switchboard.test"), Clock.systemUTC())));
  }
}
