package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.twilio.exception.ApiException;
import java.text.MessageFormat;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TwilioProblemsTest {
  private final RecordedLog log = new RecordedLog();
  private final TwilioProblems problems =
      new TwilioProblems(new ThrottledLogger(log, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

  @ParameterizedTest
  @CsvSource({
    "60202, 429, too_many_attempts, 600",
    "60203, 429, rate_limited, 600",
    "60212, 429, rate_limited, 10",
    "20429, 429, provider_busy, 5",
    "10004, 429, provider_busy, 10",
    "21611, 429, provider_busy, 10",
    "0, 429, provider_busy, 5",
    "60200, 400, request_invalid, 0",
    "21211, 400, phone_invalid, 0",
    "21617, 400, request_invalid, 0",
    "60605, 403, country_not_supported, 0",
    "21408, 403, country_not_supported, 0",
    "21215, 403, country_not_supported, 0",
    "13227, 403, country_not_supported, 0",
    "60410, 403, destination_unavailable, 0",
    "60412, 400, destination_unavailable, 0",
    "60413, 400, destination_unavailable, 0",
    "60238, 403, destination_unavailable, 0",
    "30450, 400, destination_unavailable, 0",
    "21610, 400, destination_unavailable, 0",
    "21612, 400, destination_unavailable, 0",
    "60205, 403, channel_unavailable, 0",
    "21614, 400, channel_unavailable, 0",
  })
  void errors_of_the_request_are_returned_and_not_logged(
      int code, int status, String expected, long wait) {
    Problem problem = problems.refused(refusal(code, status), answer(status, false));
    assertThat(problem.code().code()).isEqualTo(expected);
    assertThat(problem.retryAfterSeconds().orElse(0L)).isEqualTo(wait);
    assertThat(OutcomeUnknown.isBehind(problem)).isFalse();
    assertThat(log.lines).isEmpty();
    saysNothingOfTwilios(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "60223, 400, channel_unavailable",
    "60217, 400, channel_unavailable",
    "60204, 400, channel_unavailable",
    "60218, 400, channel_unavailable",
    "60219, 400, channel_unavailable",
    "60222, 400, channel_unavailable",
    "60207, 400, provider_unavailable",
    "60208, 400, provider_unavailable",
    "60209, 400, provider_unavailable",
    "60210, 400, provider_unavailable",
    "60211, 400, provider_unavailable",
    "21212, 400, provider_unavailable",
    "21606, 400, provider_unavailable",
    "21608, 400, provider_unavailable",
    "30034, 400, provider_unavailable",
    "20404, 404, provider_unavailable",
    "20003, 401, provider_unavailable",
    "0, 401, provider_unavailable",
    "99999, 400, provider_unavailable",
  })
  void errors_of_the_account_are_logged_for_the_operator(int code, int status, String expected) {
    Problem problem = problems.refused(refusal(code, status), answer(status, false));
    assertThat(problem.code().code()).isEqualTo(expected);
    assertThat(OutcomeUnknown.isBehind(problem)).isFalse();
    assertThat(log.lines).hasSize(1);
    assertThat(log.lines.getFirst()).contains("code " + code).doesNotContain("+1202", "secret");
    saysNothingOfTwilios(problem);
  }

  @Test
  void the_operator_is_called_once_for_the_same() {
    for (int i = 0; i < 3; i++) {
      assertThat(problems.refused(refusal(20003, 401), answer(401, false)).code())
          .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    }
    assertThat(log.lines).hasSize(1);
    problems.refused(refusal(20404, 404), answer(404, false));
    assertThat(log.lines).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "Invalid parameter `To`: +12025550123, phone_invalid",
    "Invalid parameter: To, phone_invalid",
    "Invalid phone number, phone_invalid",
    "Invalid parameter `Token`, request_invalid",
    "Invalid parameter: Code, request_invalid",
  })
  void a_bad_parameter_is_the_number_or_another(String message, String expected) {
    ApiException refusal = new ApiException(message, 60200, null, 400, 400, null, null, null);
    assertThat(problems.refused(refusal, answer(400, false)).code().code()).isEqualTo(expected);
  }

  @Test
  void overload_at_a_verifications_start_is_a_limit_with_the_wait_it_asks_for() {
    Problem minute = problems.refused(refusal(20429, 429), answer(429, true));
    assertThat(minute.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(minute.retryAfterSeconds()).contains(60L);
    Problem withRetryAfter =
        problems.refused(
            refusal(20429, 429),
            new RestExchange.LastResponse(429, Duration.ofSeconds(7), true, true));
    assertThat(withRetryAfter.retryAfterSeconds()).contains(7L);
  }

  @Test
  void a_failing_twilio_leaves_the_outcome_of_a_change_unknown() {
    Problem problem = problems.refused(refusal(20500, 500), answer(500, false));
    assertThat(OutcomeUnknown.isBehind(problem)).isTrue();
    assertThat(problem.retryAfterSeconds()).isPresent();
  }

  private static void saysNothingOfTwilios(Problem problem) {
    assertThat(problem.toString()).doesNotContain("+1202", "secret of Twilio");
    assertThat(problem.getCause()).isNull();
  }

  private static ApiException refusal(int code, int status) {
    return new ApiException(
        "secret of Twilio: +12025550123", code, "info", status, status, null, null, null);
  }

  private static RestExchange.LastResponse answer(int status, boolean verifyStart) {
    return new RestExchange.LastResponse(status, Duration.ZERO, true, verifyStart);
  }

  /** Keeps lines as they would be written. */
  private static final class RecordedLog implements System.Logger {
    final List<String> lines = new ArrayList<>();

    @Override
    public String getName() {
      return "test";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
      lines.add(message);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... params) {
      lines.add(MessageFormat.format(format, params));
    }
  }
}
