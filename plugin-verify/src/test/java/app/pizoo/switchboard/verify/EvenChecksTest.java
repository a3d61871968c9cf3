package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.testing.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EvenChecksTest {
  private final Problem silence =
      Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "Twilio did not answer");

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void checks_in_vain_take_as_long_as_real_ones_and_ask_nobody() {
    EvenChecks checks = new EvenChecks(this::gone, new Random(1));
    for (int i = 0; i < 8; i++) {
      checks.real(() -> taking(100));
    }
    for (int i = 0; i < 8; i++) {
      long begin = System.nanoTime();
      checks.vain();
      assertThat(System.nanoTime() - begin)
          .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void the_time_of_failures_is_not_what_checks_take() {
    EvenChecks checks = new EvenChecks(this::gone, new Random(1));
    checks.real(() -> CheckOutcome.WRONG);
    assertThat(catchThrowable(() -> checks.real(() -> fail(400)))).isEqualTo(silence);
    checks.vain();
    assertThat(asked).as("while Twilio fails").hasValue(1);

    long begin = System.nanoTime();
    checks.vain();
    assertThat(asked).as("when it answers again").hasValue(1);
    assertThat(System.nanoTime() - begin).isLessThan(Duration.ofMillis(300).toNanos());
  }

  @Test
  void those_that_ask_for_nothing_at_once_ask_once_and_meet_the_same_and_take_as_long()
      throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    EvenChecks checks =
        new EvenChecks(
            () -> {
              asked.incrementAndGet();
              await(answer);
              throw silence;
            },
            new Random(1));
    assertThat(catchThrowable(() -> checks.real(() -> fail(0)))).isEqualTo(silence);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> takers = new ArrayList<>();
      takers.add(threads.submit(() -> timeToFail(checks)));
      Eventually.isTrue("asked", () -> asked.get() == 1);
      Thread.sleep(200);
      takers.add(threads.submit(() -> timeToFail(checks)));
      Thread.sleep(100);
      answer.countDown();
      for (Future<Long> taker : takers) {
        assertThat(taker.get()).isGreaterThanOrEqualTo(Duration.ofMillis(290).toNanos());
      }
    }
    assertThat(asked).hasValue(1);
  }

  private long timeToFail(EvenChecks checks) {
    long begin = System.nanoTime();
    assertThat(catchThrowable(checks::vain)).isEqualTo(silence);
    return System.nanoTime() - begin;
  }

  private CheckOutcome gone() {
    asked.incrementAndGet();
    return CheckOutcome.GONE;
  }

  private static CheckOutcome taking(int millis) {
    sleep(millis);
    return CheckOutcome.WRONG;
  }

  private CheckOutcome fail(int millis) {
    sleep(millis);
    throw silence;
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
