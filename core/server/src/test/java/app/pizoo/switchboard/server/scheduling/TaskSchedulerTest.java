package app.pizoo.switchboard.server.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.server.limits.RateLimiter;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.server.storage.Databases;
import app.pizoo.switchboard.server.storage.KernelKeys;
import app.pizoo.switchboard.server.storage.KernelSchema;
import app.pizoo.switchboard.server.storage.Migrations;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.ScheduledTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskSchedulerTest {
  private final MovableClock clock = new MovableClock();
  private final MetricsRegistry metrics = new MetricsRegistry();
  @TempDir Path folder;

  @Test
  void a_task_that_fails_is_counted_each_time_and_logged_once_a_minute() throws IOException {
    ScheduledTask failing =
        new ScheduledTask(
            "sweeping",
            Duration.ofSeconds(10),
            () -> {
              throw new IllegalStateException("on purpose");
            });
    try (Storage storage =
            Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"));
        LogLines lines = LogLines.of("switchboard.tasks")) {
      try (TaskScheduler scheduler = scheduler(storage)) {
        for (int i = 0; i < 6; i++) {
          scheduler.runIfOurTurn("test", failing);
          scheduler.runIfOurTurn("test", failing);
          clock.forward(Duration.ofSeconds(10));
        }
        scheduler.run("kernel", new ScheduledTask("cleaning", Duration.ofHours(1), () -> {}));
      }
      assertThat(metrics.text())
          .contains(
              "scheduled_task_runs_total{plugin=\"test\",task=\"sweeping\",outcome=\"failed\"} 6",
              "scheduled_task_runs_total{plugin=\"kernel\",task=\"cleaning\",outcome=\"done\"} 1");
      assertThat(lines.lines())
          .singleElement()
          .asString()
          .startsWith("the scheduled task \"sweeping\" of test failed: IllegalStateException");
    }
  }

  private TaskScheduler scheduler(Storage storage) {
    new Migrations(Map.of(KernelSchema.OWNER, KernelSchema.SCHEMA)).run(storage);
    RateLimiter limits =
        new RateLimiter(true, List.of(), storage, KernelKeys.load(storage), clock, metrics);
    return new TaskScheduler(limits, clock, metrics);
  }

  @Test
  void a_task_that_throws_an_error_runs_again() throws Exception {
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledTask failing =
        new ScheduledTask(
            "sweeping",
            Duration.ofMillis(1),
            () -> {
              twice.countDown();
              throw new AssertionError("on purpose");
            });
    try (Storage storage =
            Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"));
        TaskScheduler scheduler = scheduler(storage)) {
      scheduler.onEveryNode(failing);
      assertThat(twice.await(3, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(metrics.text()).contains("task=\"sweeping\",outcome=\"failed\"");
  }

  @Test
  void tasks_of_a_plugin_that_hang_stop_no_other_task() throws Exception {
    CountDownLatch hanging = new CountDownLatch(10);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    try (Storage storage =
            Databases.open(Optional.empty(), Optional.of(folder), folder.resolve("none"));
        TaskScheduler scheduler = scheduler(storage)) {
      for (int i = 0; i < 10; i++) {
        scheduler.onOneNode(
            "test",
            new ScheduledTask(
                "hang " + i,
                Duration.ofMillis(1),
                () -> {
                  hanging.countDown();
                  awaitQuietly(release);
                }));
      }
      assertThat(hanging.await(3, TimeUnit.MINUTES)).isTrue();
      scheduler.onEveryNode(new ScheduledTask("cleaning", Duration.ofMillis(1), others::countDown));
      assertThat(others.await(3, TimeUnit.MINUTES)).isTrue();
      release.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
