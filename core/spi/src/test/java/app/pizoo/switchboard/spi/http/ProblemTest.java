package app.pizoo.switchboard.spi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
  @ParameterizedTest
  @MethodSource("app.pizoo.switchboard.spi.http.ProblemCode#generic")
  void every_429_and_503_has_a_retry_after(ProblemCode code) {
    boolean later = code.status() == 429 || code.status() == 503;
    assertThat(Problem.of(code, "x").retryAfterSeconds().isPresent()).isEqualTo(later);
  }

  @Test
  void waits_are_whole_seconds_rounded_up_and_never_none() {
    Problem problem = Problem.of(ProblemCode.RATE_LIMITED, "x");
    assertThat(problem.retryAfter(Duration.ofMillis(1001)).retryAfterSeconds()).contains(2L);
    assertThat(problem.retryAfter(Duration.ZERO).retryAfterSeconds()).contains(1L);
    assertThat(problem.retryAfter(Duration.ofSeconds(60)).retryAfterSeconds()).contains(60L);
  }

  @Test
  void a_caller_may_name_only_itself() {
    Caller.named("alice").mustBe("alice", "identity");
    Problem problem =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            Problem.class, () -> Caller.named("alice").mustBe("bob", "identity"));
    assertThat(problem.code()).isEqualTo(ProblemCode.IDENTITY_MISMATCH);
    assertThat(problem.field()).contains("identity");
  }
}
