package app.pizoo.switchboard.server.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class RateLimiterTest {
  private final TestDatabase database;
  @TempDir Path folder;
  private final MovableClock clock = new MovableClock();
  private final MetricsRegistry metrics = new MetricsRegistry();
  @AutoClose private Storage storage;

  RateLimiterTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    storage = Databases.open(database.newUrl(), Optional.of(folder), folder.resolve("none"));
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA)).run(storage);
  }

  private RateLimiter counters(boolean blocking) {
    return new RateLimiter(blocking, List.of(), storage, KernelKeys.load(storage), clock, metrics);
  }

  private static RateLimit rule(RateLimit.Scope scope, int count) {
    Duration window = Duration.ofMinutes(10);
    return scope == RateLimit.Scope.NODE
        ? RateLimit.node("test." + count, count, window)
        : RateLimit.shared("test." + count, count, window);
  }

  private static Problem refused(RateLimiter counters, RateLimit rule, String key) {
    Problem problem = catchThrowableOfType(Problem.class, () -> counters.take(rule, key));
    assertThat(problem).isNotNull();
    return problem;
  }

  @ParameterizedTest
  @EnumSource(RateLimit.Scope.class)
  void exactly_the_allowed_number_of_uses_passes_within_any_window(RateLimit.Scope scope) {
    RateLimiter counters = counters(true);
    RateLimit rule = rule(scope, 3);
    counters.take(rule, "a");
    clock.forward(Duration.ofMinutes(4));
    counters.take(rule, "a");
    counters.take(rule, "a");
    Problem problem = refused(counters, rule, "a");
    assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(problem.retryAfterSeconds()).contains(360L);
    counters.take(rule, "b");
    clock.forward(Duration.ofMinutes(6));
    counters.take(rule, "a");
    assertThat(refused(counters, rule, "a").retryAfterSeconds()).contains(240L);
    clock.forward(Duration.ofMinutes(4));
    counters.take(rule, "a");
    counters.take(rule, "a");
    refused(counters, rule, "a");
  }

  @ParameterizedTest
  @EnumSource(RateLimit.Scope.class)
  void concurrent_uses_get_no_more_than_the_count(RateLimit.Scope scope) {
    RateLimiter counters = counters(true);
    RateLimit rule = rule(scope, 7);
    AtomicInteger passed = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        threads.execute(() -> {
          try {
            counters.take(rule, "a");
            passed.incrementAndGet();
          } catch (Problem expected) {
            assertThat(expected.code()).isEqualTo(ProblemCode.RATE_LIMITED);
          }
        });
      }
    }
    assertThat(passed.get()).isEqualTo(7);
  }

  @Test
  void if_one_rule_refuses_no_other_counts_the_use() {
    RateLimiter counters = counters(true);
    RateLimit narrow = rule(RateLimit.Scope.SHARED, 1);
    RateLimit wide = rule(RateLimit.Scope.SHARED, 2);
    RateLimit memory = rule(RateLimit.Scope.NODE, 2);
    counters.take(narrow, "a");
    for (int i = 0; i < 5; i++) {
      Problem problem =
          catchThrowableOfType(
              Problem.class,
              () ->
                  counters.take(
                      List.of(new Use(memory, "a"), new Use(wide, "a"), new Use(narrow, "a"))));
      assertThat(problem.detail()).contains("test.1");
    }
    counters.take(List.of(new Use(memory, "a"), new Use(wide, "a")));
    counters.take(List.of(new Use(memory, "a"), new Use(wide, "a")));
    refused(counters, wide, "a");
    refused(counters, memory, "a");
  }

  @ParameterizedTest
  @EnumSource(RateLimit.Scope.class)
  void where_limits_only_report_everything_passes_and_is_counted(RateLimit.Scope scope) {
    RateLimiter counters = counters(false);
    RateLimit rule = rule(scope, 1);
    counters.take(rule, "a");
    counters.take(rule, "a");
    counters.take(rule, "a");
    assertThat(metrics.text())
        .contains("switchboard_limit_reached_total{rule=\"test.1\",enforcement=\"report\"} 2");
    RateLimiter strict = counters(true);
    RateLimit reported = rule(scope, 2).reportOnly();
    for (int i = 0; i < 5; i++) {
      strict.take(reported, "a");
    }
  }

  @Test
  void keys_are_stored_as_hashes_and_uses_are_removed_after_their_window() {
    RateLimiter counters = counters(true);
    counters.take(rule(RateLimit.Scope.SHARED, 3), "+12025550123");
    assertThat(keys()).hasSize(1).noneMatch(key -> key.contains("2025550123"));
    clock.forward(Duration.ofMinutes(11));
    counters.sweep();
    assertThat(keys()).as("the clock of another node may be late").hasSize(1);
    clock.forward(Duration.ofMillis(WrongClocks.TOLERANCE));
    counters.sweep();
    assertThat(keys()).isEmpty();
  }

  private List<String> keys() {
    return storage.read(
        sql -> sql.query("SELECT key FROM switchboard_limits", row -> row.getString(1)));
  }

  @Test
  void when_the_store_fails_the_use_is_refused() {
    RateLimiter counters = counters(true);
    storage.write(sql -> sql.update("DROP TABLE switchboard_limits"));
    assertThat(refused(counters, rule(RateLimit.Scope.SHARED, 3), "a").code())
        .isEqualTo(ProblemCode.INTERNAL);
  }
}
