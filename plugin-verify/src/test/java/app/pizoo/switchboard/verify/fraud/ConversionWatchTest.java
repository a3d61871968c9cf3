package app.pizoo.switchboard.verify.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.NoMetrics;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.testing.RecordedRateLimits;
import app.pizoo.switchboard.testing.TestRateLimits;
import app.pizoo.switchboard.testing.TestStorage;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.Fixture;
import app.pizoo.switchboard.verify.VerifyPlugin;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.Verifications;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ConversionWatchTest {
  private final TestDatabase kind;
  private final MovableClock clock = new MovableClock();
  private final RateLimits limits = new RecordedRateLimits(new ConcurrentLinkedQueue<>());
  @TempDir Path folder;
  @AutoClose private TestStorage database;
  private Verifications verifications;
  private ConversionWatch watch;
  private int started;

  ConversionWatchTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = TestStorage.create(kind, folder, "verify", new VerifyPlugin().schema());
    verifications =
        new Verifications(
            database,
            (purpose, value) -> Integer.toHexString((purpose + value).hashCode()),
            clock,
            () -> UUID.randomUUID().toString());
    watch = watch(limits);
  }

  private ConversionWatch watch(RateLimits limits) {
    return new ConversionWatch(
        database,
        limits,
        clock,
        new VerifyMetrics(new NoMetrics(), System.getLogger("test"), clock));
  }

  /** Numbers of one area. */
  private static Recipient number(int area, int number) {
    return Fixture.phone("+1%03d555%04d".formatted(area, number));
  }

  private void send(int area, int codes, int typedIn) {
    for (int i = 0; i < codes; i++) {
      String sid = "VE%032d".formatted(started++);
      Recipient recipient = number(area, started);
      database.write(sql -> verifications.begin(sql, recipient, sid, "handle"));
      if (i < typedIn) {
        verifications.approve(sid);
      }
    }
  }

  private boolean isRefused(Recipient recipient) {
    Problem problem = catchThrowableOfType(Problem.class, () -> watch.admit(recipient));
    if (problem != null) {
      assertThat(problem.code()).isEqualTo(TwilioProblemCodes.DESTINATION_UNAVAILABLE);
    }
    return problem != null;
  }

  @Test
  void a_prefix_without_conversions_is_blocked_for_growing_times_and_others_are_not() {
    for (int hours : new int[] {1, 2, 4, 8, 12, 12}) {
      send(202, 20, 4);
      send(303, 20, 6);
      clock.forward(Duration.ofMinutes(4));
      assertThat(isRefused(number(202, 1))).as("%d hours", hours).isTrue();
      assertThat(isRefused(number(303, 1))).isFalse();
      clock.forward(Duration.ofHours(hours).minusSeconds(1));
      assertThat(isRefused(number(202, 1))).isTrue();
      clock.forward(Duration.ofSeconds(1));
      assertThat(isRefused(number(202, 1))).as("%d hours later", hours).isFalse();
    }
  }

  @Test
  void few_codes_and_codes_that_were_sent_just_now_say_nothing() {
    send(202, 19, 0);
    clock.forward(Duration.ofMinutes(4));
    assertThat(isRefused(number(202, 1))).isFalse();
    send(202, 10, 0);
    assertThat(isRefused(number(202, 1))).isFalse();
    clock.forward(Duration.ofMinutes(4));
    assertThat(isRefused(number(202, 1))).isTrue();
  }

  @Test
  void after_a_minute_none_at_all_is_enough_and_a_single_one_is_not() {
    send(202, 20, 0);
    send(303, 20, 1);
    assertThat(isRefused(number(202, 1))).isFalse();
    clock.forward(Duration.ofSeconds(61));
    assertThat(isRefused(number(202, 1))).isTrue();
    assertThat(isRefused(number(303, 1))).isFalse();
    clock.forward(Duration.ofMinutes(3));
    assertThat(isRefused(number(303, 1))).isTrue();
  }

  @Test
  void many_prefixes_of_one_country_are_blocked_together() {
    for (int area = 200; area < 212; area++) {
      send(area, 10, 0);
    }
    clock.forward(Duration.ofMinutes(4));
    assertThat(isRefused(number(999, 1))).isTrue();
    assertThat(isRefused(Fixture.phone("+442079460123"))).isFalse();
  }

  @Test
  void a_conversion_below_half_requires_a_captcha() {
    send(202, 10, 4);
    send(303, 10, 5);
    send(404, 9, 0);
    send(505, 40, 40);
    assertThat(needsCaptcha(number(202, 1))).as("they were sent just now").isFalse();
    clock.forward(Duration.ofMinutes(4));
    assertThat(needsCaptcha(number(202, 1))).isTrue();
    assertThat(isRefused(number(202, 1))).isFalse();
    assertThat(needsCaptcha(number(303, 1))).isFalse();
    assertThat(needsCaptcha(number(404, 1))).isFalse();
    assertThat(needsCaptcha(Fixture.phone("+442079460123"))).as("an unknown country").isTrue();
    assertThat(needsCaptcha(Fixture.phone("+12345678901"))).isFalse();
    clock.forward(Duration.ofHours(24));
    assertThat(needsCaptcha(number(303, 1))).as("nobody for a day").isTrue();
  }

  @Test
  void the_operator_is_warned_before_a_prefix_is_blocked() {
    try (LogLines log = LogLines.of("test")) {
      send(202, 10, 4);
      send(303, 10, 4);
      send(404, 10, 5);
      clock.forward(Duration.ofMinutes(4));
      assertThat(isRefused(number(404, 1))).isFalse();
      assertThat(isRefused(number(202, 1))).isFalse();
      assertThat(isRefused(number(303, 1))).isFalse();
      assertThat(log.lines())
          .containsExactly("fewer than half of the codes to parts of +1 are typed in");
    }
  }

  private boolean needsCaptcha(Recipient recipient) {
    Problem problem = catchThrowableOfType(Problem.class, () -> watch.requireCaptcha(recipient));
    if (problem != null) {
      assertThat(problem.code()).isEqualTo(VerifyProblemCodes.CAPTCHA_REQUIRED);
    }
    return problem != null;
  }

  @Test
  void rules_that_only_report_refuse_nothing_and_count_everything() {
    send(202, 20, 0);
    clock.forward(Duration.ofMinutes(4));
    TestRateLimits reporting = TestRateLimits.reporting(database, clock);
    watch = watch(reporting);

    assertThat(isRefused(number(202, 1))).isFalse();
    assertThat(isRefused(number(202, 1))).isFalse();
    assertThat(needsCaptcha(number(202, 1))).isFalse();

    String reached = "limit_reached_total{rule=\"verify.%s\",enforcement=\"report\"} %d";
    assertThat(reporting.metrics())
        .contains(
            reached.formatted("start.conversion.area", 2),
            reached.formatted("start.conversion.country", 2),
            reached.formatted("captcha.conversion", 1),
            reached.formatted("captcha.country", 1));
  }
}
