package app.pizoo.switchboard.mock.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import app.pizoo.switchboard.mock.testing.CallFixture;
import com.twilio.rest.api.v2010.account.Call;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Simulated phones in calls with TwiML applications. */
class PhoneConversationTest {
  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_phone_answers_after_a_second_and_hears_what_is_said() {
    Call call = fixture.call(CallFixture.ANN, "<Say>Hello</Say><Play>/jingle.mp3</Play>");
    assertThat(fixture.ann().isRinging()).isTrue();
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.RINGING);
    fixture.seconds(1);
    assertThat(fixture.ann().isTalking()).isTrue();
    assertThat(fixture.ann().caller()).isEqualTo(fixture.number());
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.IN_PROGRESS);
    fixture.seconds(10);
    assertThat(fixture.ann().hears()).containsExactly("Hello", "/jingle.mp3");
    assertThat(fixture.ann().isTalking()).isFalse();
    Call over = Call.fetcher(call.getSid()).fetch(fixture.twilio());
    assertThat(over.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(over.getDuration()).isEqualTo("4");
  }

  @Test
  void a_phone_calls_the_app_and_is_asked_for_keys() throws Exception {
    fixture.answers(
        "<Gather numDigits='4' action='/pin'><Say>Your pin?</Say></Gather><Say>No?</Say>");
    fixture.answers("/pin", "<Say>Thanks</Say><Hangup/>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.receiver().next().form())
        .containsAllEntriesOf(
            Map.of(
                "From",
                CallFixture.ANN,
                "Caller",
                CallFixture.ANN,
                "To",
                fixture.number(),
                "Called",
                fixture.number(),
                "CallStatus",
                "ringing",
                "Direction",
                "inbound",
                "CallSid",
                fixture.ann().callSid(),
                "ApiVersion",
                "2010-04-01",
                "AccountSid",
                fixture.box().account().accountSid()));
    assertThat(fixture.ann().hears()).containsExactly("Your pin?");
    fixture.ann().presses("12").presses("34");
    fixture.awaitIdle();
    assertThat(fixture.receiver().next().form())
        .containsEntry("Digits", "1234")
        .containsEntry("CallStatus", "in-progress");
    assertThat(fixture.ann().hears()).containsExactly("Your pin?", "Thanks");
    fixture.seconds(1);
    assertThat(fixture.ann().isTalking()).isFalse();
  }

  @Test
  void a_phone_that_hangs_up_ends_the_call() {
    Call call = fixture.call(CallFixture.ANN, "<Pause length='60'/>");
    fixture.seconds(1);
    fixture.seconds(5);
    fixture.ann().hangsUp();
    Call over = Call.fetcher(call.getSid()).fetch(fixture.twilio());
    assertThat(over.getStatus()).isEqualTo(Call.Status.COMPLETED);
    assertThat(over.getDuration()).isEqualTo("5");
    assertThatIllegalStateException().isThrownBy(() -> fixture.ann().hangsUp());
  }

  @Test
  void a_phone_that_gives_up_before_it_was_answered_canceled_the_call() {
    fixture.answers("<Pause length='20'/><Say>Late</Say>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    String sid = fixture.ann().callSid();
    fixture.ann().hangsUp();
    fixture.seconds(30);
    assertThat(fixture.status(sid)).isEqualTo(Call.Status.CANCELED);
    assertThat(fixture.ann().hears()).isEmpty();
  }

  @Test
  void phones_can_be_busy_decline_not_answer_or_be_out_of_reach() {
    fixture.ann().isBusy();
    assertThat(fixture.status(fixture.call(CallFixture.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    fixture.ann().declinesCalls();
    assertThat(fixture.status(fixture.call(CallFixture.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    fixture.ann().isUnreachable();
    assertThat(fixture.status(fixture.call(CallFixture.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.NO_ANSWER);
    fixture.ann().neverAnswers();
    Call call =
        fixture.calling(CallFixture.ANN, "<Hangup/>").setTimeout(20).create(fixture.twilio());
    fixture.seconds(19);
    assertThat(fixture.ann().isRinging()).isTrue();
    fixture.seconds(1);
    assertThat(fixture.ann().isRinging()).isFalse();
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void a_phone_on_a_call_is_busy_for_others() {
    fixture.call(CallFixture.ANN, "<Pause length='60'/>");
    assertThat(fixture.status(fixture.call(CallFixture.ANN, "<Hangup/>").getSid()))
        .isEqualTo(Call.Status.BUSY);
    fixture.seconds(2);
    assertThat(fixture.ann().isTalking()).isTrue();
  }

  @Test
  void a_ringing_phone_is_answered_or_declined_by_hand() {
    fixture.ann().neverAnswers();
    fixture.call(CallFixture.ANN, "<Say>Hi</Say>");
    fixture.ann().answers();
    assertThat(fixture.ann().hears()).containsExactly("Hi");
    fixture.seconds(5);
    Call second = fixture.call(CallFixture.ANN, "<Say>Hi</Say>");
    fixture.ann().declines();
    assertThat(fixture.status(second.getSid())).isEqualTo(Call.Status.BUSY);
  }

  @Test
  void an_unanswered_call_is_canceled_by_rest() {
    fixture.ann().neverAnswers();
    Call call = fixture.call(CallFixture.ANN, "<Say>Hi</Say>");
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(fixture.twilio());
    assertThat(fixture.ann().isRinging()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> fixture.ann().answers());
  }

  @Test
  void a_running_call_is_sent_elsewhere_or_ended_by_rest() {
    Call call = fixture.call(CallFixture.ANN, "<Pause length='60'/>");
    fixture.seconds(1);
    fixture.answers("/other", "<Say>Changed</Say><Pause length='60'/>");
    Call.updater(call.getSid())
        .setUrl(java.net.URI.create(fixture.url("/other")))
        .update(fixture.twilio());
    fixture.awaitIdle();
    assertThat(fixture.ann().hears()).containsExactly("Changed");
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.COMPLETED).update(fixture.twilio());
    assertThat(fixture.ann().isTalking()).isFalse();
    fixture.seconds(60);
    assertThat(fixture.ann().hears()).containsExactly("Changed");
  }

  @Test
  void what_is_said_can_be_repeated_until_the_caller_leaves() {
    fixture.call(CallFixture.ANN, "<Say loop='2'>Twice</Say><Say loop='0'>Always</Say>");
    fixture.seconds(13);
    assertThat(fixture.ann().hears()).startsWith("Twice", "Twice", "Always", "Always").hasSize(13);
    fixture.ann().hangsUp();
    fixture.seconds(60);
    assertThat(fixture.ann().hears()).hasSize(13);
  }

  @Test
  void the_box_presses_keys_and_writes_in_the_course_of_a_call() {
    fixture.answers("<Play digits='12w3#'/><Sms>See you</Sms><Say>Bye</Say>");
    fixture.ann().calls(fixture.number());
    fixture.seconds(5);
    assertThat(fixture.ann().tones()).isEqualTo("123#");
    assertThat(fixture.box().mailbox(CallFixture.ANN).getFirst().body()).isEqualTo("See you");
    assertThat(fixture.ann().hears()).containsExactly("Bye");
  }

  @Test
  void a_call_is_refused_as_busy_or_not_in_service() {
    fixture.answers("<Reject reason='busy'/>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.status(fixture.ann().callSid())).isEqualTo(Call.Status.BUSY);
    assertThat(fixture.ann().refusal()).isEqualTo(31486);
    fixture.answers("<Reject/>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.status(fixture.ann().callSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void no_call_lasts_longer_than_four_hours() {
    Call call = fixture.call(CallFixture.ANN, "<Say loop='0'>And on</Say>");
    fixture.seconds(1);
    fixture.seconds(4 * 3600);
    assertThat(fixture.ann().isTalking()).isFalse();
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.COMPLETED);
  }
}
