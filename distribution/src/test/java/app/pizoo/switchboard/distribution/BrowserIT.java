package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * People with browsers, in scenarios of {@code src/test/web}, each of which is a separate test
 * there. They take longest of all, so the tests of the other classes go on beside them.
 */
@Execution(ExecutionMode.CONCURRENT)
class BrowserIT {
  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void every_scenario_in_a_browser_passes() throws Exception {
    Process npm =
        new ProcessBuilder("npm", "run", "browser")
            .directory(new File("src/test/web"))
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = npm.inputReader()) {
      lines.lines().forEach(System.out::println);
      assertThat(npm.waitFor()).as("exit status; the failures are printed above").isZero();
    } finally {
      npm.descendants().forEach(ProcessHandle::destroy);
      npm.destroy();
    }
  }
}
