package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.twilio.rest.api.v2010.account.Call;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones and programs, talking with each other. */
class PhoneConversationTest {
  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_phone_answers_after_a_second_and_hears_what_it_is_told() {
    Call call = room.call(Switchroom.ANN, "<Say>Hello</Say><Play>/jingle.mp3</Play>");
    assertThat(room.ann().isRinging()).isTrue();
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.RINGING);
    room.seconds(1);
    assertThat(room.ann().isTalking()).isTrue();
    assertThat(room.ann().caller()).isEqualTo(room.number());
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.IN_PROGRESS);
    room.seconds(10);
    assertThat(room.ann().hears()).containsExactly("Hello", "/jingle.mp3");
    assertThat(room.ann().isTalking()).isFalse();
    Call over = Call.fetcher(call.getSid()).fetch(room.twilio());
    assertThat(over.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(over.getDuration()).isEqualTo("4");
  }

  @Test
  void a_phone_calls_the_app_and_is_asked_for_keys() throws Exception {
    room.answers("<Gather numDigits='4' action='/pin'><Say>Your pin?</Say></Gather><Say>No?</Say>");
    room.answers("/pin", "<Say>Thanks</Say><Hangup/>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.receiver().next().form())
        .containsAllEntriesOf(
            Map.of(
                "From",
                Switchroom.ANN,
                "Caller",
                Switchroom.ANN,
                "To",
                room.number(),
                "Called",
                room.number(),
                "CallStatus",
                "ringing",
                "Direction",
                "inbound",
                "CallSid",
                room.ann().callSid(),
                "ApiVersion",
                "2010-04-01",
                "AccountSid",
                room.box().account().accountSid()));
    assertThat(room.ann().hears()).containsExactly("Your pin?");
    room.ann().presses("12").presses("34");
    room.settle();
    assertThat(room.receiver().next().form())
        .containsEntry("Digits", "1234")
        .containsEntry("CallStatus", "in-progress");
    assertThat(room.ann().hears()).containsExactly("Your pin?", "Thanks");
    room.seconds(1);
    assertThat(room.ann().isTalking()).isFalse();
  }

  @Test
  void a_phone_that_hangs_up_ends_the_call() {
    Call call = room.call(Switchroom.ANN, "<Pause length='60'/>");
    room.seconds(1);
    room.seconds(5);
    room.ann().hangsUp();
    Call over = Call.fetcher(call.getSid()).fetch(room.twilio());
    assertThat(over.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(over.getDuration()).isEqualTo("5");
    assertThatIllegalStateException().isThrownBy(() -> room.ann().hangsUp());
  }

  @Test
  void a_phone_that_gives_up_before_it_was_answered_canceled_the_call() {
    room.answers("<Pause length='20'/><Say>Late</Say>");
    room.ann().calls(room.number());
    room.settle();
    String sid = room.ann().callSid();
    room.ann().hangsUp();
    room.seconds(30);
    assertThat(room.status(sid)).isEqualTo(Call.Status.CANCELED);
    assertThat(room.ann().hears()).isEmpty();
  }

  @Test
  void phones_can_be_busy_decline_not_answer_or_be_out_of_reach() {
    room.ann().isBusy();
    assertThat(room.status(room.call(Switchroom.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    room.ann().declinesCalls();
    assertThat(room.status(room.call(Switchroom.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    room.ann().isUnreachable();
    assertThat(room.status(room.call(Switchroom.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.NO_ANSWER);
    room.ann().neverAnswers();
    Call call = room.calling(Switchroom.ANN, "<Hangup/>").setTimeout(20).create(room.twilio());
    room.seconds(19);
    assertThat(room.ann().isRinging()).isTrue();
    room.seconds(1);
    assertThat(room.ann().isRinging()).isFalse();
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void a_phone_on_a_call_is_busy_for_others() {
    room.call(Switchroom.ANN, "<Pause length='60'/>");
    assertThat(room.status(room.call(Switchroom.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    room.seconds(2);
    assertThat(room.ann().isTalking()).isTrue();
  }

  @Test
  void a_ringing_phone_is_answered_or_declined_by_hand() {
    room.ann().neverAnswers();
    room.call(Switchroom.ANN, "<Say>Hi</Say>");
    room.ann().answers();
    assertThat(room.ann().hears()).containsExactly("Hi");
    room.seconds(5);
    Call second = room.call(Switchroom.ANN, "<Say>Hi</Say>");
    room.ann().declines();
    assertThat(room.status(second.getSid())).isEqualTo(Call.Status.BUSY);
  }

  @Test
  void an_unanswered_call_is_canceled_by_rest() {
    room.ann().neverAnswers();
    Call call = room.call(Switchroom.ANN, "<Say>Hi</Say>");
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(room.twilio());
    assertThat(room.ann().isRinging()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> room.ann().answers());
  }

  @Test
  void a_running_call_is_sent_elsewhere_or_ended_by_rest() {
    Call call = room.call(Switchroom.ANN, "<Pause length='60'/>");
    room.seconds(1);
    room.answers("/other", "<Say>Changed</Say><Pause length='60'/>");
    Call.updater(call.getSid())
        .setUrl(java.net.URI.create(room.url("/other")))
        .update(room.twilio());
    room.settle();
    assertThat(room.ann().hears()).containsExactly("Changed");
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(room.twilio());
    assertThat(room.ann().isTalking()).isFalse();
    room.seconds(60);
    assertThat(room.ann().hears()).containsExactly("Changed");
  }

  @Test
  void what_is_said_can_be_repeated_until_the_caller_leaves() {
    room.call(Switchroom.ANN, "<Say loop='2'>Twice</Say><Say loop='0'>Always</Say>");
    room.seconds(13);
    assertThat(room.ann().hears()).startsWith("Twice", "Twice", "Always", "Always").hasSize(13);
    room.ann().hangsUp();
    room.seconds(60);
    assertThat(room.ann().hears()).hasSize(13);
  }

  @Test
  void the_box_presses_keys_and_writes_in_the_course_of_a_call() {
    room.answers("<Play digits='12w3#'/><Sms>See you</Sms><Say>Bye</Say>");
    room.ann().calls(room.number());
    room.seconds(5);
    assertThat(room.ann().tones()).isEqualTo("123#");
    assertThat(room.box().inbox(Switchroom.ANN).getFirst().body()).isEqualTo("See you");
    assertThat(room.ann().hears()).containsExactly("Bye");
  }

  @Test
  void a_call_is_refused_as_busy_or_not_in_service() {
    room.answers("<Reject reason='busy'/>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.status(room.ann().callSid())).isEqualTo(Call.Status.BUSY);
    assertThat(room.ann().refusal()).isEqualTo(31486);
    room.answers("<Reject/>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.status(room.ann().callSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void no_call_lasts_longer_than_four_hours() {
    Call call = room.call(Switchroom.ANN, "<Say loop='0'>And on</Say>");
    room.seconds(1);
    room.seconds(4 * 3600);
    assertThat(room.ann().isTalking()).isFalse();
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.COMPLETED);
  }
}
