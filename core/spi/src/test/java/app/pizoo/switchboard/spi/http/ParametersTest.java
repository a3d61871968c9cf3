package app.pizoo.switchboard.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
  @Test
  void repeated_names_keep_all_values_in_order() {
    Parameters form = Parameters.parse("a=2&b=x&a=1&c", "body");
    assertThat(form.all("a")).containsExactly("2", "1");
    assertThat(form.text("c")).isEmpty();
    assertThat(form.asMap().keySet())
        .isEqualTo(new java.util.LinkedHashSet<>(List.of("a", "b", "c")));
  }

  @Test
  void plus_and_escapes_are_decoded_as_utf_8() {
    assertThat(Parameters.parse("Body=It%27s+%C3%A9%21", "body").text("Body")).isEqualTo("It's é!");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "a=%ed%a0%80"})
  void undecodable_text_is_refused(String text) {
    assertThatThrownBy(() -> Parameters.parse(text, "body"))
        .isInstanceOf(Problem.class)
        .extracting(e -> ((Problem) e).field().orElseThrow())
        .isEqualTo("body");
  }
}
