package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EvenStartsTest {
  private final AtomicLong now = new AtomicLong(-5);
  private final EvenStarts times =
      new EvenStarts(now::get, pause -> now.addAndGet(pause.toNanos()));

  /** What a start takes as seen from outside. */
  private Duration take(Duration twilio, boolean asked) {
    long begin = now.get();
    EvenStarts.Span span = times.begin();
    if (asked) {
      span.ask();
    }
    now.addAndGet(twilio.toNanos());
    span.end();
    return Duration.ofNanos(now.get() - begin);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void quick_and_slow_answers_of_twilio_take_the_same_time() {
    take(millis(700), true);
    for (int i = 0; i < 31; i++) {
      assertThat(take(millis(20 + i * 20), true)).isEqualTo(millis(700));
    }
  }

  @Test
  void after_enough_quicker_ones_it_gets_quicker() {
    take(millis(700), true);
    for (int i = 0; i < 32; i++) {
      take(millis(50), true);
    }
    assertThat(take(millis(20), true)).isEqualTo(millis(50));
  }

  @Test
  void one_that_took_very_long_makes_others_wait_two_seconds_at_most() {
    assertThat(take(millis(9_000), true)).isEqualTo(millis(9_000));
    assertThat(take(millis(100), true)).isEqualTo(millis(2_000));
  }

  @Test
  void what_is_refused_without_asking_takes_no_time_and_changes_none() {
    assertThat(take(millis(3), false)).isEqualTo(millis(3));
    assertThat(take(millis(100), true)).isEqualTo(millis(150));
  }
}
