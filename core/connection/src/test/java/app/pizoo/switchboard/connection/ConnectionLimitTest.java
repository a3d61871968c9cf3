package app.pizoo.switchboard.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionLimitTest {
  private static final long MIB = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({
    // the files of a unit or a container: the maximum
    "16384, 4096, 4096, false",
    "1048576, 4096, 4096, false",
    "4864, 4096, 4096, false",
    // the files of a shell
    "4863, 4096, 4095, true",
    "1024, 4096, 384, true",
    // hardly any: probes and tests still work
    "256, 4096, 16, true",
    "0, 4096, 16, true",
    // a sixth of a small heap
    "16384, 128, 910, false",
    "16384, 1, 16, false",
  })
  void files_and_heap_bound_connections(long files, long heapMib, int connections, boolean few) {
    ConnectionLimit limit = new ConnectionLimit(files, heapMib * MIB);
    assertThat(limit.connections(false)).isEqualTo(connections);
    assertThat(limit.hasFewFiles()).isEqualTo(few);
  }

  @Test
  void the_buffers_of_tls_connections_are_larger() {
    assertThat(new ConnectionLimit(16384, 128 * MIB).connections(true)).isEqualTo(227);
  }

  @Test
  void enough_files_are_just_enough() {
    int enough = ConnectionLimit.enoughFiles();
    assertThat(new ConnectionLimit(enough, 4096 * MIB).hasFewFiles()).isFalse();
    assertThat(new ConnectionLimit(enough - 1, 4096 * MIB).hasFewFiles()).isTrue();
  }

  @Test
  void the_soft_limit_is_the_one_that_counts() {
    assertThat(
            ConnectionLimit.softLimit(
                List.of(
                    "Limit                     Soft Limit           Hard Limit           Units    "
                        + " ",
                    "Max processes             95826                95826                processes"
                        + " ",
                    "Max open files            1024                 524288               files  "
                        + "   ")))
        .isEqualTo(1024);
    assertThat(ConnectionLimit.softLimit(List.of())).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void the_limit_of_this_process_is_known() {
    assertThat(ConnectionLimit.ofProcess().openFiles()).isBetween(1L, 1L << 40);
  }
}
