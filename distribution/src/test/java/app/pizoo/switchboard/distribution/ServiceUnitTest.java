package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What systemd does after each of the documented exit codes. */
class ServiceUnitTest {
  private static final Path UNIT =
      Path.of("../distribution/src/main/archive/etc/switchboard.service");
  private static final Path COMMANDS = Path.of("../docs/reference/commands.md");
  private static final Pattern CODE = Pattern.compile("(?m)^\\| (\\d) \\| ");

  /** Mistakes of the operator, which do not heal by themselves. */
  private static final Set<Integer> STAYS_DOWN = Set.of(1, 2, 3);

  private static String value(String unit, String name) {
    return unit.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  @Test
  void a_failure_that_can_pass_is_restarted_and_a_mistake_is_not() throws Exception {
    String unit = Files.readString(UNIT);
    Set<Integer> prevented =
        Arrays.stream(value(unit, "RestartPreventExitStatus").split(" ", -1))
            .map(Integer::valueOf)
            .collect(Collectors.toSet());
    // On each code but 0, and on signals such as the SIGABRT of a process without memory.
    assertThat(value(unit, "Restart")).isEqualTo("on-failure");
    assertThat(value(unit, "SuccessExitStatus")).isEmpty();
    assertThat(prevented).isEqualTo(STAYS_DOWN);
  }

  @Test
  void the_codes_that_restart_are_documented() throws Exception {
    Set<Integer> documented =
        CODE.matcher(Files.readString(COMMANDS))
            .results()
            .map((MatchResult row) -> Integer.valueOf(row.group(1)))
            .collect(Collectors.toSet());
    assertThat(documented).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 7);
  }
}
