package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import app.pizoo.switchboard.mock.call.Line;
import app.pizoo.switchboard.mock.call.Ring;
import com.twilio.rest.api.v2010.account.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What devices and the engine tell each other. */
class BrowserCallTest {
  private static final String DIAL =
      "<Dial answerOnBridge='true'><Client><Identity>bob</Identity>"
          + "<Parameter name='topic' value='cats &amp; dogs'/></Client></Dial>";

  private final Switchroom room = new Switchroom();
  private final TestDevice alice = new TestDevice(room, "alice");
  private final TestDevice bob = new TestDevice(room, "bob");

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void the_application_is_asked_and_nobody_can_pass_for_twilio() throws Exception {
    room.answers("<Reject/>");
    alice.calls(
        "bob",
        Map.of("topic", "cats", "From", "client:boss", "CallerName", "Boss", "pass", "forged"),
        Map.of("pass", "signed", "ApplicationSid", "AP0"));
    room.settle();
    Map<String, String> form = room.receiver().next().form();
    assertThat(form)
        .containsEntry("From", "client:alice")
        .containsEntry("Caller", "client:alice")
        .containsEntry("To", "bob")
        .containsEntry("Called", "bob")
        .containsEntry("ApplicationSid", room.box().account().voiceApplicationSid())
        .containsEntry("Direction", "inbound")
        .containsEntry("CallStatus", "ringing")
        .containsEntry("CallSid", alice.line().callSid())
        .containsEntry("topic", "cats")
        .containsEntry("pass", "signed")
        .doesNotContainKey("CallerName");
    assertThat(alice.told()).containsExactly("hungUp 31603");
  }

  @Test
  void two_browsers_are_connected_with_each_others_sdp() {
    ringBob();
    assertThat(alice.told()).containsExactly("ringing");
    assertThat(bob.ring().from()).isEqualTo("client:alice");
    assertThat(bob.ring().to()).isEqualTo("client:bob");
    assertThat(bob.ring().offer()).contains("offer of alice");
    assertThat(bob.ring().parameters()).containsEntry("topic", "cats & dogs");
    assertThat(room.status(alice.line().callSid())).isEqualTo(Call.Status.RINGING);
    bob.line().answer(Optional.of("answer of bob"));
    assertThat(alice.told()).containsExactly("ringing", "answered answer of bob");
    assertThat(room.status(alice.line().callSid())).isEqualTo(Call.Status.IN_PROGRESS);
    alice.line().hangUp();
    assertThat(bob.told()).containsExactly("ring", "hungUp 0");
    assertThat(room.status(bob.line().callSid())).isEqualTo(Call.Status.COMPLETED);
  }

  @Test
  void keys_messages_and_new_offers_reach_the_other_end() {
    ringBob();
    bob.line().answer(Optional.of("answer"));
    alice.line().digits("1 2#;");
    alice.line().message(new CallMessage("user-defined-message", "text/plain", "hi"));
    alice.line().reinvite("new offer");
    bob.line().reanswer("new answer");
    bob.line().digits("9");
    assertThat(bob.told())
        .containsExactly("ring", "digits 12#", "message hi", "reinvite new offer");
    assertThat(alice.told())
        .containsExactly("ringing", "answered answer", "reanswer new answer", "digits 9");
  }

  @ParameterizedTest
  @CsvSource({"DECLINED, 31603", "BUSY, 31486", "NOT_FOUND, 31404", "NO_ANSWER, 31480"})
  void an_unanswered_caller_learns_why(HangupCause cause, int code) {
    ringBob();
    bob.line().refuse(cause);
    room.settle();
    assertThat(alice.told()).containsExactly("ringing", "hungUp " + code);
  }

  @Test
  void an_identity_without_a_device_is_not_there() {
    room.answers(DIAL);
    alice.calls("bob");
    room.settle();
    assertThat(alice.told()).containsExactly("hungUp 31404");
    assertThat(room.status(alice.line().callSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void nobody_answers_in_time() {
    ringBob();
    room.seconds(30);
    assertThat(bob.told()).containsExactly("ring", "canceled");
    assertThat(alice.told()).containsExactly("ringing", "hungUp 31480");
  }

  @Test
  void a_caller_gives_up() {
    ringBob();
    alice.line().hangUp();
    assertThat(bob.told()).containsExactly("ring", "canceled");
    assertThat(room.status(alice.line().callSid())).isEqualTo(Call.Status.CANCELED);
    bob.line().answer(Optional.of("too late"));
    assertThat(alice.told()).containsExactly("ringing");
  }

  @Test
  void all_devices_of_an_identity_ring_and_the_first_answer_wins() {
    TestDevice second = new TestDevice(room, "bob").registers();
    TestDevice third = new TestDevice(room, "bob").registers();
    ringBob();
    third.line().refuse(HangupCause.DECLINED);
    second.line().answer(Optional.of("answer of second"));
    bob.line().answer(Optional.of("too late"));
    assertThat(alice.told()).containsExactly("ringing", "answered answer of second");
    assertThat(bob.told()).containsExactly("ring", "canceled");
    assertThat(third.told()).containsExactly("ring");
  }

  @Test
  void a_device_may_answer_while_it_is_being_rung() {
    TestDevice quick =
        new TestDevice(room, "bob") {
          @Override
          public LegEnd ring(Line other, Ring heard) {
            LegEnd end = super.ring(other, heard);
            other.answer(Optional.of("answer of quick"));
            return end;
          }
        };
    quick.registers();
    ringBob();
    assertThat(bob.told()).containsExactly("ring", "canceled");
    assertThat(alice.told()).containsExactly("ringing", "answered answer of quick");
  }

  @Test
  void a_lost_device_ends_its_call() {
    ringBob();
    bob.line().answer(Optional.of("answer"));
    bob.line().lost();
    room.settle();
    assertThat(alice.told()).endsWith("hungUp 0");
  }

  @Test
  void the_box_speaks_to_a_browser_before_it_is_connected() {
    room.answers("<Say>Welcome</Say><Dial><Client>bob</Client></Dial>");
    bob.registers();
    alice.calls("bob");
    room.seconds(1);
    bob.line().answer(Optional.of("answer of bob"));
    assertThat(alice.told())
        .isEqualTo(List.of("answered -", "says Welcome", "connected answer of bob"));
  }

  @Test
  void a_phone_reaches_a_browser_and_a_browser_a_phone() {
    room.answers("<Dial><Client>bob</Client></Dial>");
    bob.registers();
    room.ann().calls(room.number());
    room.settle();
    assertThat(bob.ring().from()).isEqualTo(Switchroom.ANN);
    assertThat(bob.ring().offer()).isEmpty();
    bob.line().answer(Optional.of("answer"));
    assertThat(room.ann().isTalking()).isTrue();
    room.answers(
        "<Dial answerOnBridge='true' callerId='"
            + room.number()
            + "'>"
            + Switchroom.BOB
            + "</Dial>");
    alice.calls(Switchroom.BOB);
    room.seconds(1);
    assertThat(alice.told()).containsExactly("ringing", "answered -");
    assertThat(room.bob().caller()).isEqualTo(room.number());
  }

  @Test
  void a_browser_is_called_by_rest() {
    bob.registers();
    Call call = room.call("client:bob?topic=cats", "<Say>Hello</Say>");
    assertThat(bob.ring().parameters()).containsEntry("topic", "cats");
    bob.line().answer(Optional.of("answer"));
    assertThat(bob.told()).containsExactly("ring", "says Hello");
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.IN_PROGRESS);
  }

  private void ringBob() {
    room.answers(DIAL);
    bob.registers();
    alice.calls("bob");
    room.settle();
  }
}
