package app.pizoo.switchboard.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.ThrottledLogger;
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
    "60202, 429, TOO_MANY_ATTEMPTS, 600",
    "60203, 429, RATE_LIMITED, 600",
    "60212, 429, RATE_LIMITED, 10",
    "20429, 429, PROVIDER_BUSY, 5",
    "10004, 429, PROVIDER_BUSY, 10",
    "21611, 429, PROVIDER_BUSY, 10",
    "0, 429, PROVIDER_BUSY, 5",
    "60200, 400, REQUEST_INVALID, 0",
    "21211, 400, PHONE_INVALID, 0",
    "21617, 400, REQUEST_INVALID, 0",
    "60605, 403, COUNTRY_NOT_SUPPORTED, 0",
    "21408, 403, COUNTRY_NOT_SUPPORTED, 0",
    "21215, 403, COUNTRY_NOT_SUPPORTED, 0",
    "13227, 403, COUNTRY_NOT_SUPPORTED, 0",
    "60410, 403, DESTINATION_UNAVAILABLE, 0",
    "60412, 400, DESTINATION_UNAVAILABLE, 0",
    "60413, 400, DESTINATION_UNAVAILABLE, 0",
    "60238, 403, DESTINATION_UNAVAILABLE, 0",
    "30450, 400, DESTINATION_UNAVAILABLE, 0",
    "21610, 400, DESTINATION_UNAVAILABLE, 0",
    "21612, 400, DESTINATION_UNAVAILABLE, 0",
    "60205, 403, CHANNEL_UNAVAILABLE, 0",
    "21614, 400, CHANNEL_UNAVAILABLE, 0",
  })
  void what_concerns_the_request_is_told_to_the_client_alone(
      int code, int status, ProblemCode expected, long wait) {
    Problem problem = problems.refused(refusal(code, status), answer(status, false));
    assertThat(problem.code()).isEqualTo(expected);
    assertThat(problem.retryAfterSeconds().orElse(0L)).isEqualTo(wait);
    assertThat(OutcomeUnknown.isBehind(problem)).isFalse();
    assertThat(log.lines).isEmpty();
    saysNothingOfTwilios(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "60223, 400, CHANNEL_UNAVAILABLE",
    "60217, 400, CHANNEL_UNAVAILABLE",
    "60204, 400, CHANNEL_UNAVAILABLE",
    "60218, 400, CHANNEL_UNAVAILABLE",
    "60219, 400, CHANNEL_UNAVAILABLE",
    "60222, 400, CHANNEL_UNAVAILABLE",
    "60207, 400, PROVIDER_UNAVAILABLE",
    "60208, 400, PROVIDER_UNAVAILABLE",
    "60209, 400, PROVIDER_UNAVAILABLE",
    "60210, 400, PROVIDER_UNAVAILABLE",
    "60211, 400, PROVIDER_UNAVAILABLE",
    "21212, 400, PROVIDER_UNAVAILABLE",
    "21606, 400, PROVIDER_UNAVAILABLE",
    "21608, 400, PROVIDER_UNAVAILABLE",
    "30034, 400, PROVIDER_UNAVAILABLE",
    "20404, 404, PROVIDER_UNAVAILABLE",
    "20003, 401, PROVIDER_UNAVAILABLE",
    "0, 401, PROVIDER_UNAVAILABLE",
    "99999, 400, PROVIDER_UNAVAILABLE",
  })
  void what_concerns_the_account_calls_the_operator(int code, int status, ProblemCode expected) {
    Problem problem = problems.refused(refusal(code, status), answer(status, false));
    assertThat(problem.code()).isEqualTo(expected);
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
    "Invalid parameter `To`: +12025550123, PHONE_INVALID",
    "Invalid parameter: To, PHONE_INVALID",
    "Invalid phone number, PHONE_INVALID",
    "Invalid parameter `Token`, REQUEST_INVALID",
    "Invalid parameter: Code, REQUEST_INVALID",
  })
  void a_bad_parameter_is_the_number_or_another(String message, ProblemCode expected) {
    ApiException refusal = new ApiException(message, 60200, null, 400, 400, null, null, null);
    assertThat(problems.refused(refusal, answer(400, false)).code()).isEqualTo(expected);
  }

  @Test
  void overload_at_a_verifications_start_is_a_limit_with_the_wait_it_asks_for() {
    Problem minute = problems.refused(refusal(20429, 429), answer(429, true));
    assertThat(minute.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(minute.retryAfterSeconds()).contains(60L);
    Problem told =
        problems.refused(
            refusal(20429, 429), new RestExchange.Answer(429, Duration.ofSeconds(7), true, true));
    assertThat(told.retryAfterSeconds()).contains(7L);
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

  private static RestExchange.Answer answer(int status, boolean verifyStart) {
    return new RestExchange.Answer(status, Duration.ZERO, true, verifyStart);
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
