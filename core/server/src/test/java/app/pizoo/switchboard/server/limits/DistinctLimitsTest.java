package app.pizoo.switchboard.server.limits;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.server.limits.ItemList.Item;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many different things one key may have. */
@ParameterizedClass
@EnumSource
class DistinctLimitsTest {
  private static final RateLimit RULE = RateLimit.distinct("test.numbers", 3, ofHours(1));

  private final TestDatabase database;
  private final MovableClock clock = new MovableClock();
  private final MetricsRegistry metrics = new MetricsRegistry();
  @TempDir Path folder;
  @AutoClose private Storage storage;

  DistinctLimitsTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    storage = Databases.open(database.newUrl(), Optional.of(folder), folder.resolve("none"));
    new Migrations(Map.of("kernel", KernelSchema.SCHEMA)).run(storage);
  }

  private RateLimiter counters(String... changes) {
    return new RateLimiter(
        true,
        Stream.of(changes).map(text -> RateLimitOverride.type().parse(text)).toList(),
        storage,
        KernelKeys.load(storage),
        clock,
        metrics);
  }

  private static Use use(String key, String item) {
    return new Use(RULE, key, item);
  }

  private static long wait(RateLimits limits, Use... uses) {
    Problem problem = catchThrowableOfType(Problem.class, () -> limits.take(List.of(uses)));
    if (problem == null) {
      return 0;
    }
    assertThat(problem.code()).isEqualTo(ProblemCode.RATE_LIMITED);
    return problem.retryAfterSeconds().orElseThrow();
  }

  /** The hashes of the stored items, of all keys and both ways to store them. */
  private List<String> items() {
    return storage.read(sql ->
        Stream.concat(
                sql
                    .query("SELECT item FROM switchboard_limit_items", row -> row.getString("item"))
                    .stream(),
                sql
                    .query("SELECT counts FROM switchboard_limits", row -> row.getString("counts"))
                    .stream()
                    .map(counts -> KeyCounts.read(counts).get(RULE.name()).uses())
                    .flatMap(uses -> ItemList.read(uses).items().stream().map(Item::hash)))
            .toList());
  }

  @Test
  void so_many_different_items_pass_and_known_ones_as_often_as_they_like() {
    RateLimiter counters = counters();
    for (String item : List.of("a", "b", "a", "c", "b", "a")) {
      assertThat(wait(counters, use("alice", item))).isZero();
    }
    assertThat(wait(counters, use("alice", "d"))).isEqualTo(3600);
    assertThat(wait(counters, use("alice", "a"))).isZero();
    assertThat(wait(counters, use("bob", "d"))).isZero();
  }

  @Test
  void an_item_makes_room_when_it_was_not_used_for_the_whole_time() {
    RateLimiter counters = counters();
    assertThat(wait(counters, use("alice", "a"))).isZero();
    clock.forward(ofMinutes(10));
    assertThat(wait(counters, use("alice", "b"))).isZero();
    clock.forward(ofMinutes(10));
    assertThat(wait(counters, use("alice", "c"))).isZero();
    assertThat(wait(counters, use("alice", "a"))).isZero();
    assertThat(wait(counters, use("alice", "d"))).isEqualTo(50 * 60);
    clock.forward(ofMinutes(50).minusMillis(1));
    assertThat(wait(counters, use("alice", "d"))).isEqualTo(1);
    clock.forward(ofMinutes(1));
    assertThat(wait(counters, use("alice", "d"))).isZero();
    assertThat(wait(counters, use("alice", "b"))).isPositive();
  }

  @Test
  void concurrent_uses_with_different_items_pass_exactly_up_to_the_count() {
    RateLimiter one = counters();
    RateLimiter other = counters();
    AtomicInteger passed = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        String item = "number " + i / 2;
        RateLimiter node = i % 2 == 0 ? one : other;
        threads.execute(() -> {
          node.take(List.of());
          passed.addAndGet(wait(node, use("alice", item)) == 0 ? 1 : 0);
        });
      }
    }
    assertThat(items()).hasSize(3);
    assertThat(passed.get()).as("each of three, from both").isBetween(3, 6);
  }

  /** Compares random uses with a list of all of them, while the operator changes the count. */
  @ParameterizedTest
  @ValueSource(strings = {"3", "300", "3 300"})
  void so_many_items_pass_as_a_naive_model_admits(String counts) {
    Random random = new Random(5);
    List<Integer> chosen = Stream.of(counts.split(" ")).map(Integer::valueOf).toList();
    List<RateLimiter> counters =
        chosen.stream().map(count -> counters("test.numbers=" + count)).toList();
    Map<String, Long> model = new HashMap<>();
    long hour = ofHours(1).toMillis();
    int refused = 0;
    for (int i = 0; i < 1_200; i++) {
      int turn = i / 300 % chosen.size();
      int count = chosen.get(turn);
      if (i % 60 == 0) {
        clock.forward(ofMinutes(random.nextInt(20)));
      }
      long now = clock.millis();
      model.values().removeIf(over -> over <= now);
      String item = "item " + (int) Math.abs(random.nextGaussian() * count * 2);
      boolean passes = model.size() < count || (model.size() == count && model.containsKey(item));
      long wait = 0;
      if (passes) {
        model.put(item, now + hour);
      } else {
        long end = model.values().stream().sorted().skip(model.size() - count).findFirst().get();
        wait = Math.ceilDiv(end - now, 1000);
        refused++;
      }
      assertThat(wait(counters.get(turn), use("alice", item)))
          .as("use %s of %s, %s of %s known", i, item, model.size(), count)
          .isEqualTo(wait);
    }
    assertThat(items()).hasSize(model.size());
    assertThat(refused).isBetween(100, 1_100);
  }

  @Test
  void if_another_rule_refuses_the_item_is_not_counted() {
    RateLimiter counters = counters();
    RateLimit once = RateLimit.shared("test.once", 1, ofHours(1));
    counters.take(once, "k");
    assertThat(wait(counters, use("alice", "a"), new Use(once, "k"))).isPositive();
    assertThat(items()).isEmpty();
  }

  @Test
  void a_rule_that_only_reports_lets_all_pass_and_stores_no_more_rows_than_it_allows() {
    RateLimiter counters = counters("test.numbers=report");
    for (int i = 0; i < 10; i++) {
      assertThat(wait(counters, use("alice", "number " + i))).isZero();
    }
    assertThat(items()).hasSize(3);
    assertThat(metrics.text())
        .contains(
            "switchboard_limit_reached_total{rule=\"test.numbers\",enforcement=\"report\"} 7");
  }

  @Test
  void the_operator_gives_it_another_count_and_time() {
    RateLimiter counters = counters("test.numbers=1/10m");
    assertThat(wait(counters, use("alice", "a"))).isZero();
    assertThat(wait(counters, use("alice", "b"))).isEqualTo(600);
    assertThat(wait(counters("test.numbers=2/10m"), use("alice", "b"))).isZero();
    assertThat(wait(counters, use("alice", "a")))
        .as("narrower again, until there is room")
        .isEqualTo(600);
  }

  @Test
  void items_are_stored_as_hashes_and_removed_when_they_expire_or_are_erased() {
    RateLimiter counters = counters();
    counters.take(List.of(use("alice", "+12025550123"), use("bob", "+12025550124")));
    assertThat(items()).hasSize(2).noneMatch(item -> item.contains("2025550"));
    KernelKeys keys = KernelKeys.load(storage);
    storage.write(sql -> RateLimiter.erase(sql, keys, List.of(RULE), "+12025550123"));
    assertThat(items()).hasSize(1);
    storage.write(sql -> RateLimiter.erase(sql, keys, List.of(RULE), "bob"));
    assertThat(items()).isEmpty();
    counters.take(List.of(use("alice", "a")));
    clock.forward(ofHours(1).plusMillis(WrongClocks.TOLERANCE));
    counters.sweep();
    assertThat(items()).isEmpty();
  }
}
