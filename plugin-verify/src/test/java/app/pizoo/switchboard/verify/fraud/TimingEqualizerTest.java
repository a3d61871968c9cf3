package app.pizoo.switchboard.verify.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.verify.verification.CheckOutcome;
import app.pizoo.switchboard.verify.verification.StartOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TimingEqualizerTest {
  private final Problem silence =
      Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "Twilio did not respond");
  private final AtomicInteger probes = new AtomicInteger();
  private final AtomicLong now = new AtomicLong(-5);
  private final TimingEqualizer timing = equalizer(this::gone);

  private TimingEqualizer equalizer(Supplier<CheckOutcome> probe) {
    return new TimingEqualizer(
        probe, new Random(1), now::get, pause -> now.addAndGet(pause.toNanos()));
  }

  private CheckOutcome gone() {
    probes.incrementAndGet();
    return CheckOutcome.GONE;
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private Duration measure(Runnable action) {
    long begin = now.get();
    action.run();
    return Duration.ofNanos(now.get() - begin);
  }

  /** How long a start takes for the client. */
  private Duration start(Duration twilio) {
    return measure(() -> {
      TimingEqualizer.StartTimer timer = timing.start();
      timer.send(() -> {
        now.addAndGet(twilio.toNanos());
        return new StartOutcome.Pending("VE1");
      });
      timer.end();
    });
  }

  private CheckOutcome wrongAfter(Duration twilio) {
    now.addAndGet(twilio.toNanos());
    return CheckOutcome.WRONG;
  }

  private CheckOutcome failAfter(Duration twilio) {
    now.addAndGet(twilio.toNanos());
    throw silence;
  }

  @Test
  void starts_take_the_same_time_whether_twilio_is_quick_or_slow() {
    for (int i = 0; i < 3; i++) {
      start(millis(700));
    }
    for (int i = 0; i < 61; i++) {
      assertThat(start(millis(20 + i * 10))).isEqualTo(millis(700));
    }
  }

  @Test
  void a_refusal_takes_as_long_as_a_start() {
    for (int i = 0; i < 3; i++) {
      start(millis(700));
    }
    Duration refused =
        measure(() -> {
          TimingEqualizer.StartTimer timer = timing.start();
          Throwable problem =
              catchThrowable(() ->
                  timer.send(() -> {
                    now.addAndGet(millis(20).toNanos());
                    throw silence;
                  }));
          assertThat(problem).isEqualTo(silence);
          timer.end();
        });
    assertThat(refused).isEqualTo(millis(700));
  }

  @Test
  void what_a_start_waits_for_in_this_server_delays_no_others() {
    for (int i = 0; i < 64; i++) {
      TimingEqualizer.StartTimer timer = timing.start();
      now.addAndGet(millis(400).toNanos());
      timer.send(() -> new StartOutcome.Pending("VE1"));
      now.addAndGet(millis(400).toNanos());
      timer.end();
    }
    assertThat(start(millis(20))).isEqualTo(millis(20));
  }

  @Test
  void a_start_refused_before_twilio_is_not_delayed() {
    assertThat(measure(() -> timing.start().end())).isZero();
    assertThat(start(millis(100))).isEqualTo(millis(150));
  }

  @Test
  void starts_get_quicker_after_enough_quick_ones() {
    for (int i = 0; i < 3; i++) {
      start(millis(700));
    }
    for (int i = 0; i < 64; i++) {
      start(millis(50));
    }
    assertThat(start(millis(20))).isEqualTo(millis(50));
  }

  @Test
  void few_slow_starts_delay_no_others_and_many_delay_them_by_two_seconds_at_most() {
    assertThat(start(millis(9_000))).isEqualTo(millis(9_000));
    start(millis(9_000));
    assertThat(start(millis(100))).isEqualTo(millis(150));
    start(millis(9_000));
    assertThat(start(millis(100))).isEqualTo(millis(2_000));
  }

  @Test
  void dummy_checks_take_as_long_as_real_ones_and_send_no_request() {
    for (int i = 0; i < 8; i++) {
      timing.check(() -> wrongAfter(millis(100)));
    }
    for (int i = 0; i < 8; i++) {
      assertThat(measure(timing::dummyCheck)).isEqualTo(millis(100));
    }
    assertThat(probes).hasValue(0);
  }

  @Test
  void dummy_checks_vary_like_real_ones() {
    for (int i = 0; i < 32; i++) {
      int latency = 50 + 10 * i;
      timing.check(() -> wrongAfter(millis(latency)));
    }
    for (int i = 0; i < 32; i++) {
      assertThat(measure(timing::dummyCheck)).isBetween(millis(50), millis(360));
    }
  }

  @Test
  void the_time_of_failures_is_not_measured() {
    timing.check(() -> CheckOutcome.WRONG);
    assertThat(catchThrowable(() -> timing.check(() -> failAfter(millis(400))))).isEqualTo(silence);
    timing.dummyCheck();
    assertThat(probes).as("while Twilio fails").hasValue(1);
    assertThat(measure(timing::dummyCheck)).isLessThan(millis(300));
    assertThat(probes).as("when Twilio responds again").hasValue(1);
  }

  @Test
  void concurrent_dummy_checks_share_one_probe_and_fail_alike_after_the_same_time()
      throws Exception {
    CountDownLatch response = new CountDownLatch(1);
    TimingEqualizer failing =
        equalizer(() -> {
          probes.incrementAndGet();
          await(response);
          throw silence;
        });
    assertThat(catchThrowable(() -> failing.check(() -> failAfter(Duration.ZERO))))
        .isEqualTo(silence);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Runnable check = () -> failures.add(catchThrowable(failing::dummyCheck));
    Thread first = Thread.ofVirtual().start(check);
    Eventually.isTrue("probed", () -> probes.get() == 1);
    now.addAndGet(millis(200).toNanos());
    long secondBegin = now.get();
    Thread second = Thread.ofVirtual().start(check);
    Eventually.isTrue("joined", () -> second.getState() == Thread.State.WAITING);
    now.addAndGet(millis(100).toNanos());
    response.countDown();
    first.join();
    second.join();
    assertThat(failures).containsExactly(silence, silence);
    assertThat(probes).hasValue(1);
    assertThat(Duration.ofNanos(now.get() - secondBegin))
        .as("the second waits as long as the probe took")
        .isEqualTo(millis(300));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
