package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.spi.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VerifyConcurrencyTest {
  private static final int MANY = 100;
  private static final Recipient ALICE = Fixture.phone("+12025550123");
  private static final Recipient BOB = Fixture.phone("+12025550124");

  @Test
  void of_a_hundred_checks_at_once_five_reach_twilio_and_one_is_verified() throws Exception {
    try (Fixture fixture = new Fixture()) {
      fixture.start(ALICE);
      fixture.twilio.answer(request -> CannedTwilio.checked("approved"));

      List<String> outcomes = atOnce(() -> tried(fixture));

      assertThat(fixture.twilio.requests).hasSizeLessThanOrEqualTo(1 + Verifications.CHECKS);
      assertThat(Collections.frequency(outcomes, "true")).isEqualTo(1);
    }
  }

  @Test
  void starts_for_one_recipient_never_overlap_at_twilio() throws Exception {
    CountDownLatch arrived = new CountDownLatch(MANY);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Fixture fixture = new Fixture()) {
      fixture.twilio.answer(request -> {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        await(arrived);
        running.decrementAndGet();
        return CannedTwilio.started("VE1");
      });

      atOnce(() -> {
        arrived.countDown();
        fixture.start(ALICE);
        return "";
      });

      assertThat(fixture.twilio.requests).hasSize(MANY);
      assertThat(most).hasValue(1);
    }
  }

  @Test
  void starts_for_different_recipients_run_beside_each_other() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    try (Fixture fixture = new Fixture();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      fixture.twilio.answer(request -> {
        both.countDown();
        await(both);
        return CannedTwilio.started("VE1");
      });

      Future<?> alice = threads.submit(() -> fixture.start(ALICE));
      Future<?> bob = threads.submit(() -> fixture.start(BOB));
      alice.get();
      bob.get();

      assertThat(fixture.twilio.requests).hasSize(2);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String tried(Fixture fixture) {
    try {
      return String.valueOf(fixture.check(ALICE, "123456"));
    } catch (Problem problem) {
      return problem.code().code();
    }
  }

  private static List<String> atOnce(Callable<String> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> outcomes = new ArrayList<>();
      for (Future<String> outcome : threads.invokeAll(Collections.nCopies(MANY, work))) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
