package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Executing {@code <Gather>}. */
class GatherDigitsTest {
  @AutoClose private final CallFixture fixture = new CallFixture();

  private void annCalls(String verbs) {
    fixture.annCalls(verbs, "/keys", "<Say>Thanks</Say><Pause length='60'/>");
  }

  private Map<String, String> keys() {
    return fixture.received("/keys").getFirst().form();
  }

  @Test
  void a_finish_key_ends_it_and_is_not_a_digit() {
    annCalls("<Gather action='/keys'/>");
    fixture.ann().presses("12#");
    assertThat(keys())
        .containsEntry("Digits", "12")
        .containsEntry("FinishedOnKey", "#")
        .containsEntry("msg", "Gather End");
  }

  @Test
  void other_keys_may_end_it_or_none() {
    annCalls("<Gather action='/keys' finishOnKey='*'/>");
    fixture.ann().presses("1#2*");
    assertThat(keys()).containsEntry("Digits", "1#2");
    fixture.ann().hangsUp();
    annCalls("<Gather action='/keys' finishOnKey='' timeout='3'/>");
    fixture.ann().presses("1#*");
    fixture.seconds(3);
    assertThat(keys()).containsEntry("Digits", "1#*").containsEntry("FinishedOnKey", "");
  }

  @Test
  void the_number_of_digits_ends_it() {
    annCalls("<Gather action='/keys' numDigits='2'><Say loop='0'>Two keys</Say></Gather>");
    fixture.ann().presses("7");
    assertThat(fixture.received("/keys")).isEmpty();
    fixture.ann().presses("8");
    assertThat(keys()).containsEntry("Digits", "78");
    assertThat(fixture.ann().hears()).containsExactly("Two keys", "Thanks");
  }

  @Test
  void each_key_gives_more_time() {
    annCalls("<Gather action='/keys' timeout='4'/>");
    fixture.seconds(3);
    fixture.ann().presses("1");
    fixture.seconds(3);
    assertThat(fixture.received("/keys")).isEmpty();
    fixture.seconds(1);
    assertThat(keys()).containsEntry("Digits", "1");
  }

  @Test
  void without_a_key_the_next_verb_follows() {
    annCalls("<Gather action='/keys'><Pause length='2'/></Gather><Say>Nothing</Say>");
    fixture.seconds(6);
    assertThat(fixture.ann().hears()).isEmpty();
    fixture.seconds(1);
    assertThat(fixture.ann().hears()).containsExactly("Nothing");
  }

  @Test
  void an_empty_result_is_sent_if_requested() {
    annCalls("<Gather action='/keys' actionOnEmptyResult='true' timeout='1'/>");
    fixture.seconds(1);
    assertThat(keys()).containsEntry("Digits", "");
  }

  @Test
  void without_an_action_the_same_url_is_requested() {
    annCalls("<Gather numDigits='1'/>");
    fixture.answers("<Say>Again</Say>");
    fixture.ann().presses("1");
    fixture.awaitIdle();
    assertThat(fixture.ann().hears()).containsExactly("Again");
    assertThat(fixture.received("/voice").getLast().form()).containsEntry("Digits", "1");
  }

  @Test
  void by_get_the_keys_are_in_the_address() {
    annCalls("<Gather action='/keys?step=2' method='GET' numDigits='1'/>");
    fixture.ann().presses("5");
    assertThat(fixture.received("/keys").getFirst().url().getQuery())
        .startsWith("step=2&")
        .contains("Digits=5");
  }
}
