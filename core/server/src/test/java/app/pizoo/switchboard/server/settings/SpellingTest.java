package app.pizoo.switchboard.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
  @ParameterizedTest
  @CsvSource({
    "serve,serve,0",
    "srve,serve,1",
    "sevre,serve,1",
    "serves,serve,1",
    "sarvo,serve,2",
    "'',ab,2",
    "OPS_PORT,BOX_PORT,3"
  })
  void typing_errors_are_counted(String a, String b, int distance) {
    assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    assertThat(Spelling.distance(b, a)).isEqualTo(distance);
  }

  @Test
  void of_near_words_the_nearest_was_meant_and_of_far_ones_none() {
    List<String> known = List.of("serves", "serve", "check");
    assertThat(Spelling.nearest("srve", known)).contains("serve");
    assertThat(Spelling.nearest("serv", List.of("serva", "serve"))).contains("serva");
    assertThat(Spelling.nearest("status", known)).isEmpty();
  }
}
