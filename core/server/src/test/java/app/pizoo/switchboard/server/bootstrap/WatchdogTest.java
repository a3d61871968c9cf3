package app.pizoo.switchboard.server.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchdogTest {
  private static final Duration OFTEN = Duration.ofMillis(1);

  private final Liveness liveness = new Liveness();

  @Test
  void a_part_that_stays_dead_is_reported_by_name() throws Exception {
    AtomicBoolean lives = new AtomicBoolean(true);
    liveness.add("storage writer", lives::get);
    liveness.add("scheduler", () -> true);
    try (Watchdog watchdog = Watchdog.start(liveness, OFTEN)) {
      assertThat(liveness.dead()).isEmpty();
      lives.set(false);
      assertThat(liveness.dead()).containsExactly("storage writer");
      assertThat(watchdog.death().get(30, TimeUnit.SECONDS)).containsExactly("storage writer");
    }
  }

  @Test
  void a_part_that_looks_dead_for_a_moment_is_not_reported() throws Exception {
    AtomicInteger checks = new AtomicInteger();
    CompletableFuture<Void> enough = new CompletableFuture<>();
    liveness.add(
        "scheduler",
        () -> {
          if (checks.incrementAndGet() == 100) {
            enough.complete(null);
          }
          return checks.get() % 4 == 0;
        });
    try (Watchdog watchdog = Watchdog.start(liveness, OFTEN)) {
      enough.get(30, TimeUnit.SECONDS);
      assertThat(watchdog.death()).isNotDone();
    }
  }

  @Test
  void nothing_is_dead_while_the_server_closes() {
    liveness.add("API listener", () -> false);
    liveness.close();
    assertThat(liveness.dead()).isEmpty();
  }

  @Test
  void a_closed_watchdog_reports_no_death() {
    Watchdog watchdog = Watchdog.start(liveness, OFTEN);
    CompletableFuture<?> death = watchdog.death();
    watchdog.close();
    assertThatThrownBy(death::join)
        .isInstanceOfAny(CancellationException.class, CompletionException.class);
  }
}
