package app.pizoo.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
  @Test
  void without_options_everything_is_measured() {
    Options options = Options.parse();

    assertThat(options.measures())
        .containsExactlyInAnyOrder("start", "rounds", "rate", "history", "growth");
    assertThat(options.history()).containsExactly(1, 100, 10_000);
    assertThat(options.rate()).isEqualTo(1_000);
    assertThat(Row.values()).allMatch(options::measures);
  }

  @Test
  void options_are_read() {
    Options options =
        Options.parse(
            "--measure",
            "rate,growth",
            "--rows",
            "start.*",
            "--servers",
            "sqlite|fixed",
            "--history",
            "5,6",
            "--scale",
            "0.5",
            "--output",
            "elsewhere");

    assertThat(options.measures()).containsExactly("growth", "rate");
    assertThat(options.measures(Row.START_500)).isTrue();
    assertThat(options.measures(Row.STATUS)).isFalse();
    assertThat(options.hasServer("fixed")).isTrue();
    assertThat(options.hasServer("postgresql")).isFalse();
    assertThat(options.history()).containsExactly(5, 6);
    assertThat(options.scaled(1_000, 64)).isEqualTo(500);
    assertThat(options.scaled(100, 64)).isEqualTo(64);
    assertThat(options.output()).isEqualTo(Path.of("elsewhere"));
  }

  @ParameterizedTest
  @CsvSource({
    "--wrong, 1, there is no option --wrong",
    "--measure, speed, --measure: names other than",
    "--rows, (, --rows: Unclosed group",
    "--rounds, 0, --rounds: 0 is less than 1",
    "--rate, fast, --rate: For input string",
    "--scale, 0, --scale: 0 is not between",
  })
  void wrong_options_are_named(String option, String value, String message) {
    assertThatThrownBy(() -> Options.parse(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void an_option_needs_a_value() {
    assertThatThrownBy(() -> Options.parse("--rows")).hasMessage("--rows lacks a value");
  }
}
