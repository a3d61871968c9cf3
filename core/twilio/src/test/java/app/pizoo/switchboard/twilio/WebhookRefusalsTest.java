package app.pizoo.switchboard.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.CapturedLog;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Headers;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Operators learn which check failed; the sender of the webhook does not. */
class WebhookRefusalsTest {
  private static final String URL = "https://calls.example.com/api/twilio/sms/status";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String SIGNATURE = "X-Twilio-Signature";

  private final RecordedMetrics metrics = new RecordedMetrics();

  static Stream<Arguments> refused() {
    Request signed = Request.of("POST", URL + "?Secret=1").withHeader(SIGNATURE, "AAAA");
    return Stream.of(
        Arguments.of("missing", Request.of("POST", URL)),
        Arguments.of("repeated", repeated()),
        Arguments.of("mismatch", signed),
        Arguments.of("encoding", signed.withBody(FORM, "a=%zz".getBytes(UTF_8))),
        Arguments.of("body_hash", signed.withBody("application/json", "{}".getBytes(UTF_8))));
  }

  private static Request repeated() {
    return new Request(
        "POST",
        "/",
        URL,
        Map.of(),
        Headers.of(Map.of("x-twilio-signature", List.of("AAAA", "AAAA"))),
        new byte[0],
        "127.0.0.1",
        "test",
        Caller.anonymous());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refusal_is_counted_by_its_reason_and_logged_once(String reason, Request request) {
    String name = "switchboard.test." + reason;
    ThrottledLogger logger = new ThrottledLogger(System.getLogger(name), Clock.systemUTC());
    WebhookSignature guard =
        new WebhookSignature(List.of("token"), new WebhookRefusals(metrics, logger));
    try (CapturedLog log = CapturedLog.of(name)) {
      for (int i = 0; i < 3; i++) {
        Problem problem = catchThrowableOfType(Problem.class, () -> guard.admit(request));
        assertThat(problem.code())
            .isEqualTo(
                reason.equals("missing")
                    ? TwilioProblemCodes.SIGNATURE_MISSING
                    : TwilioProblemCodes.SIGNATURE_INVALID);
        assertThat(problem.detail()).doesNotContain("hash", "several", "encod");
      }
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("WARNING a webhook was refused, ")
          .endsWith(": " + URL)
          .doesNotContain("Secret", "AAAA");
    }
    assertThat(metrics.counted).hasSize(3).containsOnly("twilio_webhooks_refused[" + reason + "]");
  }
}
