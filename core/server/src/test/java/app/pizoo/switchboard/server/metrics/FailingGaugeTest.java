package app.pizoo.switchboard.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Gauges are code of plugins. */
class FailingGaugeTest {
  @Test
  void a_gauge_that_throws_leaves_the_other_metrics_readable() {
    MetricsRegistry metrics = new MetricsRegistry();
    metrics.gauge(
        "a_state",
        "fails",
        () -> {
          throw new IllegalStateException("closed");
        });
    metrics.gauge(
        "b_error",
        "fails too",
        () -> {
          throw new AssertionError("no");
        });
    metrics.gauge("c_fine", "works", () -> 3);
    assertThat(metrics.text())
        .contains("switchboard_a_state NaN\n")
        .contains("switchboard_b_error NaN\n")
        .contains("switchboard_c_fine 3.0\n");
  }
}
