package app.pizoo.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.TestDatabase;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class CpuTimeTest {
  @Test
  void the_time_of_a_java_process_contains_that_of_its_threads() throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double before = CpuTime.ofJava(ProcessHandle.current().pid());

    long end = threads.getCurrentThreadCpuTime() + 200_000_000;
    while (threads.getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }

    assertThat(CpuTime.ofJava(ProcessHandle.current().pid()) - before).isGreaterThan(190_000);
  }

  @Test
  void the_time_of_postgresql_contains_that_of_all_its_connections() throws Exception {
    String url = TestDatabase.POSTGRESQL.newUrl().orElseThrow();
    long postmaster = CpuTime.postmaster(url).orElseThrow();
    double before = CpuTime.ofPostgres(postmaster);

    long began = System.nanoTime();
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("SELECT count(*) FROM generate_series(1, 2000000)");
    }
    double microseconds = (System.nanoTime() - began) / 1_000.0;

    // The process for that connection has ended by now, or is about to.
    assertThat(CpuTime.ofPostgres(postmaster) - before).isBetween(50_000.0, 4 * microseconds);
  }
}
