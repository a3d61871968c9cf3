package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Keys are asked for. */
class GatherTest {
  @AutoClose private final Switchroom room = new Switchroom();

  private void annCalls(String verbs) {
    room.annCalls(verbs, "/keys", "<Say>Thanks</Say><Pause length='60'/>");
  }

  private Map<String, String> keys() {
    return room.received("/keys").getFirst().form();
  }

  @Test
  void a_key_ends_it_and_is_not_told_as_a_digit() {
    annCalls("<Gather action='/keys'/>");
    room.ann().presses("12#");
    assertThat(keys())
        .containsEntry("Digits", "12")
        .containsEntry("FinishedOnKey", "#")
        .containsEntry("msg", "Gather End");
  }

  @Test
  void other_keys_may_end_it_or_none() {
    annCalls("<Gather action='/keys' finishOnKey='*'/>");
    room.ann().presses("1#2*");
    assertThat(keys()).containsEntry("Digits", "1#2");
    room.ann().hangsUp();
    annCalls("<Gather action='/keys' finishOnKey='' timeout='3'/>");
    room.ann().presses("1#*");
    room.seconds(3);
    assertThat(keys()).containsEntry("Digits", "1#*").containsEntry("FinishedOnKey", "");
  }

  @Test
  void the_number_of_digits_ends_it() {
    annCalls("<Gather action='/keys' numDigits='2'><Say loop='0'>Two keys</Say></Gather>");
    room.ann().presses("7");
    assertThat(room.received("/keys")).isEmpty();
    room.ann().presses("8");
    assertThat(keys()).containsEntry("Digits", "78");
    assertThat(room.ann().hears()).containsExactly("Two keys", "Thanks");
  }

  @Test
  void each_key_gives_more_time() {
    annCalls("<Gather action='/keys' timeout='4'/>");
    room.seconds(3);
    room.ann().presses("1");
    room.seconds(3);
    assertThat(room.received("/keys")).isEmpty();
    room.seconds(1);
    assertThat(keys()).containsEntry("Digits", "1");
  }

  @Test
  void without_a_key_the_next_verb_follows() {
    annCalls("<Gather action='/keys'><Pause length='2'/></Gather><Say>Nothing</Say>");
    room.seconds(6);
    assertThat(room.ann().hears()).isEmpty();
    room.seconds(1);
    assertThat(room.ann().hears()).containsExactly("Nothing");
  }

  @Test
  void nothing_is_told_if_asked_for() {
    annCalls("<Gather action='/keys' actionOnEmptyResult='true' timeout='1'/>");
    room.seconds(1);
    assertThat(keys()).containsEntry("Digits", "");
  }

  @Test
  void without_an_action_the_same_program_is_asked() {
    annCalls("<Gather numDigits='1'/>");
    room.answers("<Say>Again</Say>");
    room.ann().presses("1");
    room.settle();
    assertThat(room.ann().hears()).containsExactly("Again");
    assertThat(room.received("/voice").getLast().form()).containsEntry("Digits", "1");
  }

  @Test
  void by_get_the_keys_are_in_the_address() {
    annCalls("<Gather action='/keys?step=2' method='GET' numDigits='1'/>");
    room.ann().presses("5");
    assertThat(room.received("/keys").getFirst().url().getQuery())
        .startsWith("step=2&")
        .contains("Digits=5");
  }
}
