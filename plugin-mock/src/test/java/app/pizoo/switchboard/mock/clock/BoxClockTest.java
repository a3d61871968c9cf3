package app.pizoo.switchboard.mock.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoxClockTest {
  private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");

  @Test
  void a_manual_clock_runs_due_tasks_in_order_and_at_their_time() {
    try (BoxClock clock = BoxClock.manual(START)) {
      List<String> done = new ArrayList<>();
      clock.after(Duration.ofSeconds(2), () -> done.add("b " + clock.instant()));
      clock.after(Duration.ofSeconds(1), () -> done.add("a " + clock.instant()));
      clock.after(Duration.ofSeconds(2), () -> done.add("c " + clock.instant()));
      clock.after(Duration.ofSeconds(4), () -> done.add("too late"));
      clock.advance(Duration.ofSeconds(3));
      assertThat(done)
          .containsExactly(
              "a 2026-11-24T00:00:01Z", "b 2026-11-24T00:00:02Z", "c 2026-11-24T00:00:02Z");
      assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
    }
  }

  @Test
  void a_task_that_another_task_schedules_runs_in_the_same_advance_if_it_is_due() {
    try (BoxClock clock = BoxClock.manual(START)) {
      List<Instant> done = new ArrayList<>();
      clock.after(
          Duration.ofSeconds(1),
          () -> clock.after(Duration.ofSeconds(1), () -> done.add(clock.instant())));
      clock.advance(Duration.ofSeconds(2));
      assertThat(done).containsExactly(START.plusSeconds(2));
    }
  }

  @Test
  void a_canceled_task_does_not_run() {
    try (BoxClock clock = BoxClock.manual(START)) {
      List<String> done = new ArrayList<>();
      clock.after(Duration.ofSeconds(1), () -> done.add("a")).cancel();
      clock.advance(Duration.ofSeconds(2));
      assertThat(done).isEmpty();
    }
  }

  @Test
  void a_running_clock_runs_tasks_by_itself() throws InterruptedException {
    try (BoxClock clock = BoxClock.running()) {
      CountDownLatch done = new CountDownLatch(1);
      clock.after(Duration.ofHours(1), () -> {});
      clock.after(Duration.ofMillis(20), done::countDown);
      assertThat(done.await(3, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void a_running_clock_can_be_advanced() {
    try (BoxClock clock = BoxClock.running()) {
      List<String> done = new ArrayList<>();
      clock.after(Duration.ofHours(1), () -> done.add("a"));
      clock.advance(Duration.ofHours(1));
      assertThat(done).containsExactly("a");
      assertThat(clock.instant()).isAfter(Instant.now().plus(Duration.ofMinutes(59)));
    }
  }

  @Test
  void held_timers_wait_while_the_time_of_day_goes_on() throws InterruptedException {
    try (BoxClock clock = BoxClock.running()) {
      clock.holdTimers();
      CountDownLatch done = new CountDownLatch(1);
      clock.after(Duration.ofMillis(1), done::countDown);
      Instant before = clock.instant();
      assertThat(done.await(50, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(clock.instant()).isAfter(before);
      assertThat(clock.holdsTimers()).isTrue();
      clock.advance(Duration.ofMillis(1));
      assertThat(done.getCount()).isZero();
      assertThat(clock.holdsTimers()).isTrue();
    }
  }

  @Test
  void a_moved_clock_lets_held_timers_pass_by_what_it_is_moved_and_no_more() throws Exception {
    try (BoxClock clock = BoxClock.running()) {
      clock.holdTimers();
      List<String> done = new ArrayList<>();
      clock.after(Duration.ofSeconds(30), () -> done.add("a"));
      // Some time passes on this machine, which must not count.
      assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS)).isFalse();
      clock.advance(Duration.ofSeconds(30).minusMillis(1));
      assertThat(done).isEmpty();
      clock.advance(Duration.ofMillis(1));
      assertThat(done).containsExactly("a");
    }
  }

  @Test
  void timers_go_on_from_where_they_were_held() throws InterruptedException {
    try (BoxClock clock = BoxClock.running()) {
      CountDownLatch done = new CountDownLatch(1);
      clock.holdTimers();
      clock.holdTimers();
      clock.after(Duration.ofMillis(20), done::countDown);
      clock.runTimers();
      assertThat(clock.holdsTimers()).isFalse();
      assertThat(done.await(3, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void a_task_that_fails_does_not_stop_the_others() {
    try (BoxClock clock = BoxClock.manual(START)) {
      List<String> done = new ArrayList<>();
      clock.after(
          Duration.ofSeconds(1),
          () -> {
            throw new IllegalStateException("on purpose");
          });
      clock.after(Duration.ofSeconds(2), () -> done.add("b"));
      clock.advance(Duration.ofSeconds(2));
      assertThat(done).containsExactly("b");
    }
  }
}
