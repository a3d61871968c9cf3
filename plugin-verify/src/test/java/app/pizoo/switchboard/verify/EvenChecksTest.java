package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EvenChecksTest {
  private final Problem silence =
      Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "Twilio did not answer");

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong now = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  private EvenChecks checks(Supplier<CheckOutcome> pretence) {
    return new EvenChecks(pretence, new Random(1), now::get, pauses::add);
  }

  @Test
  void checks_in_vain_take_as_long_as_real_ones_and_ask_nobody() {
    EvenChecks checks = checks(this::gone);
    for (int i = 0; i < 8; i++) {
      checks.real(() -> taking(100));
    }
    for (int i = 0; i < 8; i++) {
      checks.vain();
    }
    assertThat(pauses).hasSize(8).containsOnly(Duration.ofMillis(100));
    assertThat(asked).hasValue(0);
  }

  @Test
  void the_time_of_failures_is_not_what_checks_take() {
    EvenChecks checks = checks(this::gone);
    checks.real(() -> CheckOutcome.WRONG);
    assertThat(catchThrowable(() -> checks.real(() -> fail(400)))).isEqualTo(silence);
    checks.vain();
    assertThat(asked).as("while Twilio fails").hasValue(1);

    pauses.clear();
    checks.vain();
    assertThat(asked).as("when it answers again").hasValue(1);
    assertThat(pauses)
        .singleElement()
        .satisfies(pause -> assertThat(pause).isLessThan(Duration.ofMillis(300)));
  }

  @Test
  void those_that_ask_for_nothing_at_once_ask_once_and_meet_the_same_and_take_as_long()
      throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    EvenChecks checks =
        checks(() -> {
          asked.incrementAndGet();
          await(answer);
          throw silence;
        });
    assertThat(catchThrowable(() -> checks.real(() -> fail(0)))).isEqualTo(silence);
    Queue<Throwable> met = new ConcurrentLinkedQueue<>();
    Runnable check = () -> met.add(catchThrowable(checks::vain));
    Thread first = Thread.ofPlatform().start(check);
    Eventually.isTrue("the first asks", () -> asked.get() == 1);
    pass(200);
    Thread second = Thread.ofPlatform().start(check);
    Eventually.isTrue("the second waits", () -> second.getState() == Thread.State.WAITING);
    pass(100);
    answer.countDown();
    first.join();
    second.join();
    assertThat(met).containsExactly(silence, silence);
    assertThat(pauses).containsExactlyInAnyOrder(Duration.ZERO, Duration.ofMillis(200));
    assertThat(asked).hasValue(1);
  }

  private CheckOutcome gone() {
    asked.incrementAndGet();
    return CheckOutcome.GONE;
  }

  private CheckOutcome taking(int millis) {
    pass(millis);
    return CheckOutcome.WRONG;
  }

  private CheckOutcome fail(int millis) {
    pass(millis);
    throw silence;
  }

  private void pass(int millis) {
    now.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
