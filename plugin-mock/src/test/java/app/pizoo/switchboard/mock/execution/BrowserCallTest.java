package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegHandle;
import app.pizoo.switchboard.mock.call.Ring;
import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.TestDevice;
import com.twilio.rest.api.v2010.account.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls between devices and the engine. */
class BrowserCallTest {
  private static final String DIAL =
      "<Dial answerOnBridge='true'><Client><Identity>bob</Identity>"
          + "<Parameter name='topic' value='cats &amp; dogs'/></Client></Dial>";

  private final CallFixture fixture = new CallFixture();
  private final TestDevice alice = new TestDevice(fixture, "alice");
  private final TestDevice bob = new TestDevice(fixture, "bob");

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void custom_parameters_cannot_override_twilios_fields() throws Exception {
    fixture.answers("<Reject/>");
    alice.calls(
        "bob",
        Map.of("topic", "cats", "From", "client:boss", "CallerName", "Boss", "pass", "forged"),
        Map.of("pass", "signed", "ApplicationSid", "AP0"));
    fixture.awaitIdle();
    Map<String, String> form = fixture.receiver().next().form();
    assertThat(form)
        .containsEntry("From", "client:alice")
        .containsEntry("Caller", "client:alice")
        .containsEntry("To", "bob")
        .containsEntry("Called", "bob")
        .containsEntry("ApplicationSid", fixture.box().account().voiceApplicationSid())
        .containsEntry("Direction", "inbound")
        .containsEntry("CallStatus", "ringing")
        .containsEntry("CallSid", alice.handle().callSid())
        .containsEntry("topic", "cats")
        .containsEntry("pass", "signed")
        .doesNotContainKey("CallerName");
    assertThat(alice.notes()).containsExactly("hungUp 31603");
  }

  @Test
  void two_browsers_are_connected_with_each_others_sdp() {
    ringBob();
    assertThat(alice.notes()).containsExactly("ringing");
    assertThat(bob.ring().from()).isEqualTo("client:alice");
    assertThat(bob.ring().to()).isEqualTo("client:bob");
    assertThat(bob.ring().offer()).contains("offer of alice");
    assertThat(bob.ring().parameters()).containsEntry("topic", "cats & dogs");
    assertThat(fixture.status(alice.handle().callSid())).isEqualTo(Call.Status.RINGING);
    bob.handle().answer(Optional.of("answer of bob"));
    assertThat(alice.notes()).containsExactly("ringing", "answered answer of bob");
    assertThat(fixture.status(alice.handle().callSid())).isEqualTo(Call.Status.IN_PROGRESS);
    alice.handle().hangUp();
    assertThat(bob.notes()).containsExactly("ring", "hungUp 0");
    assertThat(fixture.status(bob.handle().callSid())).isEqualTo(Call.Status.COMPLETED);
  }

  @Test
  void keys_messages_and_new_offers_reach_the_other_end() {
    ringBob();
    bob.handle().answer(Optional.of("answer"));
    alice.handle().digits("1 2#;");
    alice.handle().message(new CallMessage("user-defined-message", "text/plain", "hi"));
    alice.handle().reinvite("new offer");
    bob.handle().reanswer("new answer");
    bob.handle().digits("9");
    assertThat(bob.notes())
        .containsExactly("ring", "digits 12#", "message hi", "reinvite new offer");
    assertThat(alice.notes())
        .containsExactly("ringing", "answered answer", "reanswer new answer", "digits 9");
  }

  @ParameterizedTest
  @CsvSource({"DECLINED, 31603", "BUSY, 31486", "NOT_FOUND, 31404", "NO_ANSWER, 31480"})
  void an_unanswered_caller_gets_the_error_code(HangupCause cause, int code) {
    ringBob();
    bob.handle().refuse(cause);
    fixture.awaitIdle();
    assertThat(alice.notes()).containsExactly("ringing", "hungUp " + code);
  }

  @Test
  void an_identity_without_a_device_is_not_found() {
    fixture.answers(DIAL);
    alice.calls("bob");
    fixture.awaitIdle();
    assertThat(alice.notes()).containsExactly("hungUp 31404");
    assertThat(fixture.status(alice.handle().callSid())).isEqualTo(Call.Status.NO_ANSWER);
  }

  @Test
  void nobody_answers_in_time() {
    ringBob();
    fixture.seconds(30);
    assertThat(bob.notes()).containsExactly("ring", "canceled");
    assertThat(alice.notes()).containsExactly("ringing", "hungUp 31480");
  }

  @Test
  void a_caller_gives_up() {
    ringBob();
    alice.handle().hangUp();
    assertThat(bob.notes()).containsExactly("ring", "canceled");
    assertThat(fixture.status(alice.handle().callSid())).isEqualTo(Call.Status.CANCELED);
    bob.handle().answer(Optional.of("too late"));
    assertThat(alice.notes()).containsExactly("ringing");
  }

  @Test
  void all_devices_of_an_identity_ring_and_the_first_answer_wins() {
    TestDevice second = new TestDevice(fixture, "bob").registers();
    TestDevice third = new TestDevice(fixture, "bob").registers();
    ringBob();
    third.handle().refuse(HangupCause.DECLINED);
    second.handle().answer(Optional.of("answer of second"));
    bob.handle().answer(Optional.of("too late"));
    assertThat(alice.notes()).containsExactly("ringing", "answered answer of second");
    assertThat(bob.notes()).containsExactly("ring", "canceled");
    assertThat(third.notes()).containsExactly("ring");
  }

  @Test
  void a_device_may_answer_while_it_is_being_rung() {
    TestDevice quick =
        new TestDevice(fixture, "bob") {
          @Override
          public FarEnd ring(LegHandle other, Ring heard) {
            FarEnd end = super.ring(other, heard);
            other.answer(Optional.of("answer of quick"));
            return end;
          }
        };
    quick.registers();
    ringBob();
    assertThat(bob.notes()).containsExactly("ring", "canceled");
    assertThat(alice.notes()).containsExactly("ringing", "answered answer of quick");
  }

  @Test
  void a_lost_device_ends_its_call() {
    ringBob();
    bob.handle().answer(Optional.of("answer"));
    bob.handle().lost();
    fixture.awaitIdle();
    assertThat(alice.notes()).endsWith("hungUp 0");
  }

  @Test
  void the_box_speaks_to_a_browser_before_it_is_connected() {
    fixture.answers("<Say>Welcome</Say><Dial><Client>bob</Client></Dial>");
    bob.registers();
    alice.calls("bob");
    fixture.seconds(1);
    bob.handle().answer(Optional.of("answer of bob"));
    assertThat(alice.notes())
        .isEqualTo(List.of("answered -", "says Welcome", "connected answer of bob"));
  }

  @Test
  void a_phone_reaches_a_browser_and_a_browser_a_phone() {
    fixture.answers("<Dial><Client>bob</Client></Dial>");
    bob.registers();
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(bob.ring().from()).isEqualTo(CallFixture.ANN);
    assertThat(bob.ring().offer()).isEmpty();
    bob.handle().answer(Optional.of("answer"));
    assertThat(fixture.ann().isTalking()).isTrue();
    fixture.answers(
        "<Dial answerOnBridge='true' callerId='"
            + fixture.number()
            + "'>"
            + CallFixture.BOB
            + "</Dial>");
    alice.calls(CallFixture.BOB);
    fixture.seconds(1);
    assertThat(alice.notes()).containsExactly("ringing", "answered -");
    assertThat(fixture.bob().caller()).isEqualTo(fixture.number());
  }

  @Test
  void a_browser_is_called_by_rest() {
    bob.registers();
    Call call = fixture.call("client:bob?topic=cats", "<Say>Hello</Say>");
    assertThat(bob.ring().parameters()).containsEntry("topic", "cats");
    bob.handle().answer(Optional.of("answer"));
    assertThat(bob.notes()).containsExactly("ring", "says Hello");
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.IN_PROGRESS);
  }

  private void ringBob() {
    fixture.answers(DIAL);
    bob.registers();
    alice.calls("bob");
    fixture.awaitIdle();
  }
}
