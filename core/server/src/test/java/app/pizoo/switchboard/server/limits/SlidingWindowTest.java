package app.pizoo.switchboard.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.RateLimit.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the window with a list of all uses. */
class SlidingWindowTest {
  private static final long START = 1_764_000_000_000L;
  private static final int USES = 4_000;

  /** What the window may keep: its exact uses, or fifty sub-windows and those at both ends. */
  private static final int MAX_ENTRIES = SlidingWindow.MAX_EXACT;

  private static long late(Window rule) {
    return rule.count() <= SlidingWindow.MAX_EXACT ? 0 : rule.time().toMillis() / 50;
  }

  /** How many of the times lie within a window that ends now. */
  private static long within(Deque<Long> times, long now, long window) {
    return times.stream().filter(time -> time + window > now).count();
  }

  private static List<Window> rules(SplittableRandom random) {
    List<Window> rules = new ArrayList<>();
    for (int count : new int[] {1, 2, 63, 64, 65, 100, 300}) {
      rules.add(new Window(count, Duration.ofMillis(random.nextLong(1_000, 5_000))));
      rules.add(new Window(count, Duration.ofMillis(random.nextLong(5_000, 100_000))));
      rules.add(new Window(count, Duration.ofHours(random.nextLong(1_000, 5_000))));
    }
    return rules;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void no_window_has_more_uses_than_the_rule_allows_and_none_is_forgotten_2_percent_late(
      long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (Window rule : rules(random)) {
      long time = rule.time().toMillis();
      SlidingWindow window = new SlidingWindow(rule);
      Deque<Long> passed = new ArrayDeque<>();
      long now = START;
      int refused = 0;
      for (int i = 0; i < USES; i++) {
        now += random.nextLong(0, Math.max(2, 2 * time / rule.count()));
        if (random.nextInt(50) == 0) {
          window = SlidingWindow.read(rule, window.write());
        }
        long wait = window.take(now, true);
        if (wait == 0) {
          assertThat(within(passed, now, time)).as("%s", rule).isLessThan(rule.count());
          passed.add(now);
        } else {
          refused++;
          assertThat(within(passed, now, time + late(rule)))
              .as("%s", rule)
              .isGreaterThanOrEqualTo(rule.count());
          assertThat(within(passed, now + wait, time)).as("%s", rule).isLessThan(rule.count());
          assertThat(SlidingWindow.read(rule, window.write()).take(now + wait, true)).isZero();
        }
        while (passed.size() > 2 * rule.count()) {
          passed.removeFirst();
        }
        assertThat(window.entries()).isLessThanOrEqualTo(MAX_ENTRIES);
      }
      assertThat(refused).as("%s", rule).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 64, 65, 100_000})
  void reporting_and_large_counts_keep_no_more_than_refusing(int count) {
    Window rule = new Window(count, Duration.ofHours(1));
    SlidingWindow window = new SlidingWindow(rule);
    int reached = 0;
    for (int i = 0; i < 300_000; i++) {
      reached += window.take(START + i, false) > 0 ? 1 : 0;
    }
    assertThat(reached).isEqualTo(300_000 - count);
    assertThat(window.entries()).isLessThanOrEqualTo(MAX_ENTRIES);
    assertThat(window.write().length()).isLessThan(MAX_ENTRIES * 16);
  }

  @Test
  void a_count_that_the_operator_changes_forgets_nothing() {
    Duration hour = Duration.ofHours(1);
    SlidingWindow few = new SlidingWindow(new Window(10, hour));
    for (int i = 0; i < 10; i++) {
      assertThat(few.take(START + i, true)).isZero();
    }
    SlidingWindow many = SlidingWindow.read(new Window(100, hour), few.write());
    for (int i = 0; i < 90; i++) {
      assertThat(many.take(START + 20 + i, true)).isZero();
    }
    assertThat(many.take(START + 200, true)).isPositive();
    SlidingWindow fewAgain = SlidingWindow.read(new Window(10, hour), many.write());
    assertThat(fewAgain.take(START + 200, true)).isPositive();
    assertThat(fewAgain.take(START + hour.toMillis(), true)).isPositive();
    assertThat(fewAgain.take(START + hour.toMillis() * 51 / 50 + 200, true)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 300})
  void a_clock_a_year_ahead_exhausts_a_limit_for_one_window_only(int count) {
    Window rule = new Window(count, Duration.ofHours(1));
    SlidingWindow window = new SlidingWindow(rule);
    for (int i = 0; i < count; i++) {
      assertThat(window.take(START + Duration.ofDays(400).toMillis(), true)).isZero();
    }
    long wait = window.take(START, true);
    assertThat(wait).isBetween(1L, rule.time().toMillis() * 51 / 50);
    assertThat(window.take(START + wait, true)).isZero();
  }

  @Test
  void clocks_that_differ_a_little_forget_nothing_early() {
    Window rule = new Window(2, Duration.ofMinutes(10));
    SlidingWindow window = new SlidingWindow(rule);
    assertThat(window.take(START + 60_000, true)).isZero();
    assertThat(window.take(START, true)).isZero();
    assertThat(window.take(START + 599_999, true)).isEqualTo(1);
    assertThat(window.take(START + 600_000, true)).isZero();
    assertThat(window.take(START + 659_999, true)).isEqualTo(1);
  }

  @Test
  void a_use_can_be_taken_back() {
    for (int count : new int[] {2, 200}) {
      SlidingWindow window = new SlidingWindow(new Window(count, Duration.ofHours(1)));
      for (int i = 0; i < count; i++) {
        assertThat(window.take(START + i, true)).isZero();
      }
      window.undo(START + 1);
      window.undo(START - 1);
      assertThat(window.take(START + 300, true)).isZero();
      assertThat(window.take(START + 300, true)).isPositive();
    }
  }
}
