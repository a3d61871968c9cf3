package app.pizoo.switchboard.server.limits;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is no sliding window: cool-downs, budgets, leases; and what the operator changes. */
@ParameterizedClass
@EnumSource
class LimitMeasuresTest {
  private final TestDatabase database;
  private final MovableClock clock = new MovableClock();
  @TempDir Path folder;
  @AutoClose private Storage storage;

  LimitMeasuresTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    storage = Databases.open(database.newUrl(), Optional.of(folder), folder.resolve("none"));
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA)).run(storage);
  }

  private RateLimiter counters(String... changes) {
    return counters(clock, changes);
  }

  private RateLimiter counters(MovableClock time, String... changes) {
    return counters(time, new MetricsRegistry(), changes);
  }

  private RateLimiter counters(MetricsRegistry metrics, String... changes) {
    return counters(clock, metrics, changes);
  }

  private RateLimiter counters(MovableClock time, MetricsRegistry metrics, String... changes) {
    return new RateLimiter(
        true,
        Stream.of(changes).map(text -> RateLimitOverride.type().parse(text)).toList(),
        storage,
        KernelKeys.load(storage),
        time,
        metrics);
  }

  private void release(RateLimiter counters, Use use) {
    storage.write(sql -> {
      counters.release(sql, use);
      return 0;
    });
  }

  private static long wait(RateLimits limits, Use use) {
    Problem problem = catchThrowableOfType(Problem.class, () -> limits.take(List.of(use)));
    if (problem == null) {
      return 0;
    }
    assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    return problem.retryAfterSeconds().orElseThrow();
  }

  @Test
  void pauses_grow_with_each_use_and_restart_after_a_rest() {
    RateLimiter counters = counters();
    RateLimit rule =
        RateLimit.cooldown("test.pause", ofHours(1), ofSeconds(30), ofSeconds(60), ofSeconds(120));
    Use use = new Use(rule, "a");
    for (int pause : new int[] {30, 60, 120, 120}) {
      assertThat(wait(counters, use)).isZero();
      assertThat(wait(counters, use)).isEqualTo(pause);
      clock.forward(ofSeconds(pause - 1));
      assertThat(wait(counters, use)).isEqualTo(1);
      clock.forward(ofSeconds(1));
    }
    assertThat(wait(counters, use)).isZero();
    clock.forward(ofHours(1));
    assertThat(wait(counters, use)).isZero();
    assertThat(wait(counters, use)).isEqualTo(30);
    assertThat(wait(counters, new Use(rule, "b"))).isZero();
  }

  @Test
  void a_budget_is_for_each_hour_of_the_clock_and_warns_before_its_end() {
    RateLimiter counters = counters();
    Use use = new Use(RateLimit.budget("test.budget", 10, ofHours(1)), "all");
    clock.forward(ofMinutes(59));
    try (LogLines warnings = LogLines.of("switchboard.limits")) {
      for (int i = 0; i < 10; i++) {
        assertThat(wait(counters, use)).isZero();
      }
      assertThat(wait(counters, use)).isEqualTo(60);
      assertThat(warnings.lines())
          .containsSubsequence(
              "limit test.budget is used up to 50 %",
              "limit test.budget is used up to 80 %", "limit test.budget is used up to 100 %")
          .hasSize(4);
    }
    clock.forward(ofMinutes(1));
    assertThat(wait(counters, use)).isZero();
  }

  @Test
  void nodes_whose_clocks_disagree_about_the_hour_share_its_budget() {
    RateLimiter ahead = counters();
    MovableClock slow = new MovableClock();
    RateLimiter behind = counters(slow);
    Use use = new Use(RateLimit.budget("test.budget", 10, ofHours(1)), "all");
    clock.forward(ofHours(1));
    slow.forward(ofHours(1).minusSeconds(1));
    int passed = 0;
    for (int i = 0; i < 20; i++) {
      passed += wait(ahead, use) == 0 ? 1 : 0;
      passed += wait(behind, use) == 0 ? 1 : 0;
    }
    assertThat(passed).isEqualTo(10);
  }

  @Test
  void a_lease_has_one_holder_until_it_lets_go_or_its_time_is_over() {
    RateLimiter counters = counters();
    RateLimit rule = RateLimit.lease("test.lease", ofHours(1));
    Use first = new Use(rule, "alice", "call 1");
    Use second = new Use(rule, "alice", "call 2");
    assertThat(wait(counters, first)).isZero();
    assertThat(wait(counters, first)).isZero();
    assertThat(wait(counters, second)).isEqualTo(3600);
    assertThat(wait(counters, new Use(rule, "bob", "call 3"))).isZero();
    release(counters, second);
    assertThat(wait(counters, second)).isEqualTo(3600);
    assertThatThrownBy(() ->
            storage.write(sql -> {
              counters.release(sql, first);
              throw new IllegalStateException("undone");
            }))
        .hasMessage("undone");
    assertThat(wait(counters, second)).as("let go with its transaction alone").isEqualTo(3600);
    release(counters, first);
    assertThat(wait(counters, second)).isZero();
    clock.forward(ofHours(1));
    assertThat(wait(counters, first)).isZero();
  }

  @Test
  void of_concurrent_uses_one_gets_a_lease_and_one_a_cooldown() {
    RateLimiter counters = counters();
    RateLimit lease = RateLimit.lease("test.lease", ofHours(1));
    RateLimit pause = RateLimit.cooldown("test.pause", ofHours(1), ofSeconds(30));
    AtomicInteger leases = new AtomicInteger();
    AtomicInteger pauses = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        String holder = "call " + i;
        threads.execute(() -> {
          leases.addAndGet(wait(counters, new Use(lease, "a", holder)) == 0 ? 1 : 0);
          pauses.addAndGet(wait(counters, new Use(pause, "a")) == 0 ? 1 : 0);
        });
      }
    }
    assertThat(leases.get()).isEqualTo(1);
    assertThat(pauses.get()).isEqualTo(1);
  }

  @Test
  void the_longest_wait_of_all_refusing_rules_is_returned() {
    RateLimiter counters = counters();
    Use hour = new Use(RateLimit.shared("test.1.hour", 1, ofHours(1)), "a");
    Use day = new Use(RateLimit.shared("test.2.day", 1, ofHours(24)), "a");
    counters.take(List.of(hour, day));
    Problem problem = catchThrowableOfType(Problem.class, () -> counters.take(List.of(hour, day)));
    assertThat(problem.retryAfterSeconds()).contains(86_400L);
  }

  @Test
  void the_operator_changes_count_time_and_mode_of_a_rule_or_switches_it_off() {
    RateLimit rule = RateLimit.shared("test.rule", 1, ofHours(1));
    Use use = new Use(rule, "a");
    RateLimits wider = counters("test.rule=3/10m");
    for (int i = 0; i < 3; i++) {
      assertThat(wait(wider, use)).isZero();
    }
    assertThat(wait(wider, use)).isEqualTo(600);
    assertThat(wait(counters("test.rule=2/10m"), use)).as("narrower again").isEqualTo(600);
    assertThat(wait(counters("test.rule=off"), use)).isZero();
    assertThat(wait(counters("test.rule=report"), use)).isZero();
    assertThat(wait(counters("test.rule=9:block"), new Use(rule.reportOnly(), "a"))).isZero();
    assertThat(wait(counters("test.rule=block"), new Use(rule.reportOnly(), "a"))).isPositive();
    for (String wrong : List.of("", "a", "a=", "a=0", "a=1/0m", "a=1/5y", "a=5:maybe", "A=5")) {
      assertThat(
              catchThrowableOfType(
                  IllegalArgumentException.class, () -> RateLimitOverride.type().parse(wrong)))
          .as(wrong)
          .isNotNull();
    }
  }

  @Test
  void an_external_rule_is_counted_and_logged_and_refuses_as_the_operator_chose() {
    RateLimit rule = RateLimit.external("test.rule");
    for (Map.Entry<String, Boolean> mode :
        Map.of("test.rule=block", true, "test.rule=report", false).entrySet()) {
      MetricsRegistry metrics = new MetricsRegistry();
      RateLimiter counters = counters(metrics, mode.getKey());
      assertThat(counters.isOn(rule)).isTrue();
      assertThat(counters.reached(rule)).isEqualTo(mode.getValue());
      assertThat(metrics.text())
          .contains(
              "limit_reached_total{rule=\"test.rule\",enforcement=\"%s\"} 1"
                  .formatted(mode.getKey().replace("test.rule=", "")));
    }
    assertThat(counters("test.rule=off").isOn(rule)).isFalse();
  }

  @Test
  void an_override_that_a_rule_cannot_have_is_reported() {
    RateLimit pauses = RateLimit.cooldown("test.rule", ofHours(1), ofSeconds(30));
    RateLimit lease = RateLimit.lease("test.rule", ofHours(1));
    RateLimit watched = RateLimit.external("test.rule");
    for (RateLimit rule : List.of(pauses, watched)) {
      assertThat(mismatch("test.rule=5", rule)).isPresent();
      assertThat(mismatch("test.rule=report", rule)).isEmpty();
      assertThat(mismatch("test.rule=off", rule)).isEmpty();
    }
    assertThat(mismatch("test.rule=3", lease)).isPresent();
    assertThat(mismatch("test.rule=1/30m", lease)).isEmpty();
    assertThat(mismatch("test.rule=5", RateLimit.shared("test.rule", 1, ofHours(1)))).isEmpty();
  }

  private static Optional<String> mismatch(String change, RateLimit rule) {
    return RateLimitOverride.type().parse(change).mismatch(rule);
  }
}
