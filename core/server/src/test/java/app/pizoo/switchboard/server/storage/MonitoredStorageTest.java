package app.pizoo.switchboard.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.fixtures.CapturedLog;
import app.pizoo.switchboard.server.metrics.MetricsRegistry;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MonitoredStorageTest {
  private final MetricsRegistry metrics = new MetricsRegistry();
  private final AtomicLong now = new AtomicLong(-5);
  private final MonitoredStorage storage =
      new MonitoredStorage(new MemoryStorage(), metrics, now::get);

  private void fail() {
    assertThatThrownBy(() ->
            storage.write(sql -> {
              throw Failures.unavailable(new IllegalStateException("disk full"));
            }))
        .isInstanceOf(Problem.class);
  }

  private void succeed() {
    assertThat(storage.<Integer>read(sql -> 1)).isEqualTo(1);
  }

  private void later(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void an_outage_is_one_line_at_its_beginning_and_one_at_its_end() {
    try (CapturedLog log = CapturedLog.of("switchboard.storage")) {
      succeed();
      fail();
      fail();
      succeed();
      later(Duration.ofSeconds(1));
      fail();
      assertThat(metrics.text())
          .contains("switchboard_storage_failures_total 3\n", "switchboard_storage_available 0.0");
      later(Duration.ofSeconds(3));
      succeed();
      succeed();
      assertThat(log.lines())
          .filteredOn(line -> line.contains("database"))
          .containsExactly(
              "WARNING the database is unavailable: java.lang.IllegalStateException: disk full",
              "INFO the database is available again, after 4 s");
      assertThat(metrics.text()).contains("switchboard_storage_available 1.0");
    }
  }

  @Test
  void a_mistake_in_a_statement_is_no_outage() {
    assertThatThrownBy(() ->
            storage.write(sql -> {
              throw Problem.of(ProblemCode.INTERNAL, "a statement failed");
            }))
        .isInstanceOf(Problem.class);
    assertThat(metrics.text())
        .contains("switchboard_storage_available 1.0")
        .doesNotContain("switchboard_storage_failures_total 1");
  }
}
