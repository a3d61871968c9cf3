package app.pizoo.switchboard.verify.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class KeyedLockTest {
  private final List<String> done = new ArrayList<>();

  @Test
  void an_action_that_waits_for_too_long_is_refused_and_other_keys_go_on() throws Exception {
    KeyedLock lock = new KeyedLock(Duration.ofSeconds(1));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> holder =
          threads.submit(() ->
              lock.run(
                  "alice",
                  () -> {
                    held.countDown();
                    await(release);
                  }));
      await(held);

      lock.run("bob", () -> done.add("bob"));
      Problem refusal =
          catchThrowableOfType(Problem.class, () -> lock.run("alice", () -> done.add("alice")));

      assertThat(refusal.code()).isEqualTo(ProblemCode.RATE_LIMITED);
      assertThat(refusal.retryAfterSeconds()).contains(1L);
      assertThat(done).containsExactly("bob");
      release.countDown();
      holder.get();
    }
    lock.run("alice", () -> done.add("alice"));
    assertThat(done).containsExactly("bob", "alice");
  }

  @Test
  void an_action_that_fails_frees_the_lock() {
    KeyedLock lock = new KeyedLock(Eventually.TIMEOUT);
    assertThatThrownBy(() ->
            lock.run(
                "alice",
                () -> {
                  throw new IllegalStateException("failed");
                }))
        .hasMessage("failed");

    lock.run("alice", () -> done.add("alice"));

    assertThat(done).containsExactly("alice");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
