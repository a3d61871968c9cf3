package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.TestDevice;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.security.RequestValidator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A phone calls, and the TwiML dials others. */
class DialingTest {
  private static final String CAROL = "+14155550125";

  @AutoClose private final CallFixture fixture = new CallFixture();

  private void annCalls(String verbs) {
    fixture.annCalls(verbs, "/dialed", "<Say>Dialed</Say><Pause length='60'/>");
  }

  private Map<String, String> dialed() {
    return fixture.received("/dialed").getFirst().form();
  }

  @Test
  void the_action_learns_how_it_went() {
    annCalls("<Dial action='/dialed'>" + CallFixture.BOB + "</Dial>");
    fixture.seconds(1);
    assertThat(fixture.bob().caller()).isEqualTo(CallFixture.ANN);
    fixture.seconds(42);
    String child = fixture.bob().callSid();
    fixture.bob().hangsUp();
    assertThat(dialed())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("DialCallSid", child)
        .containsEntry("DialCallDuration", "42")
        .containsEntry("DialBridged", "true")
        .containsEntry("CallSid", fixture.ann().callSid())
        .containsEntry("CallStatus", "in-progress");
    assertThat(fixture.ann().hears()).containsExactly("Dialed");
    Call fetched = Call.fetcher(child).fetch(fixture.twilio());
    assertThat(fetched.getParentCallSid()).isEqualTo(fixture.ann().callSid());
    assertThat(fetched.getDirection()).isEqualTo("outbound-dial");
  }

  @Test
  void the_action_receives_the_reason_for_an_unanswered_dial() {
    fixture.bob().isBusy();
    annCalls("<Dial action='/dialed'>" + CallFixture.BOB + "</Dial>");
    assertThat(dialed())
        .containsEntry("DialCallStatus", "busy")
        .containsEntry("DialBridged", "false")
        .doesNotContainKey("DialCallDuration");
    fixture.ann().hangsUp();
    fixture.bob().neverAnswers();
    annCalls("<Dial action='/dialed' timeout='7'>" + CallFixture.BOB + "</Dial>");
    fixture.seconds(7);
    assertThat(dialed()).containsEntry("DialCallStatus", "no-answer");
    fixture.ann().hangsUp();
    annCalls("<Dial action='/dialed'>12</Dial>");
    assertThat(dialed()).containsEntry("DialCallStatus", "failed");
    assertThat(fixture.problems()).containsExactly(13223);
  }

  @Test
  void the_action_learns_that_the_caller_hung_up() {
    annCalls("<Dial action='/dialed'>" + CallFixture.BOB + "</Dial>");
    fixture.seconds(1);
    fixture.ann().hangsUp();
    assertThat(dialed())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("CallStatus", "completed");
    assertThat(fixture.bob().isTalking()).isFalse();
    assertThat(fixture.ann().hears()).isEmpty();
  }

  @Test
  void without_an_action_the_next_verb_follows() {
    fixture.bob().isBusy();
    annCalls("<Dial>" + CallFixture.BOB + "</Dial><Say>Sorry</Say>");
    assertThat(fixture.ann().hears()).containsExactly("Sorry");
  }

  @Test
  void all_numbers_ring_at_once_and_the_first_to_answer_wins() {
    fixture.bob().answersAfter(Duration.ofSeconds(5));
    fixture.box().phone(CAROL).answersAfter(Duration.ofSeconds(3));
    annCalls("<Dial><Number>" + CallFixture.BOB + "</Number><Number>" + CAROL + "</Number></Dial>");
    fixture.seconds(2);
    assertThat(fixture.bob().isRinging()).isTrue();
    fixture.seconds(1);
    assertThat(fixture.box().phone(CAROL).isTalking()).isTrue();
    assertThat(fixture.bob().isRinging()).isFalse();
    assertThat(fixture.status(fixture.bob().callSid())).isEqualTo(Call.Status.CANCELED);
  }

  @Test
  void one_after_the_other_if_asked_for() {
    fixture.bob().isBusy();
    annCalls(
        "<Dial sequential='true'><Number>"
            + CallFixture.BOB
            + "</Number><Number>"
            + CAROL
            + "</Number></Dial>");
    fixture.seconds(1);
    assertThat(fixture.box().phone(CAROL).isTalking()).isTrue();
  }

  @Test
  void an_eleventh_noun_is_not_called() {
    StringBuilder nouns = new StringBuilder();
    for (int i = 10; i < 21; i++) {
      fixture.box().phone("+141555501" + i).neverAnswers();
      nouns.append("<Number>+141555501").append(i).append("</Number>");
    }
    annCalls("<Dial>" + nouns + "</Dial>");
    assertThat(fixture.box().phone("+14155550119").isRinging()).isTrue();
    assertThat(fixture.box().phone("+14155550120").isRinging()).isFalse();
  }

  @Test
  void the_time_is_limited_and_a_star_hangs_up() {
    annCalls("<Dial timeLimit='30'>" + CallFixture.BOB + "</Dial><Say>Over</Say>");
    fixture.seconds(1);
    fixture.seconds(29);
    assertThat(fixture.bob().isTalking()).isTrue();
    fixture.seconds(1);
    assertThat(fixture.bob().isTalking()).isFalse();
    assertThat(fixture.ann().hears()).containsExactly("Over");
    fixture.seconds(1);
    annCalls("<Dial hangupOnStar='true'>" + CallFixture.BOB + "</Dial><Say>Star</Say>");
    fixture.seconds(1);
    fixture.ann().presses("1").presses("*");
    assertThat(fixture.bob().tones()).isEqualTo("1");
    assertThat(fixture.ann().hears()).containsExactly("Star");
  }

  @Test
  void answer_on_bridge_keeps_the_caller_ringing() {
    annCalls("<Dial answerOnBridge='true'>" + CallFixture.BOB + "</Dial>");
    assertThat(fixture.ann().isTalking()).isFalse();
    fixture.seconds(1);
    assertThat(fixture.ann().isTalking()).isTrue();
    fixture.ann().hangsUp();
    fixture.awaitIdle();
    annCalls("<Dial>" + CallFixture.BOB + "</Dial>");
    assertThat(fixture.ann().isTalking()).isTrue();
    assertThat(fixture.bob().isTalking()).isFalse();
  }

  @Test
  void a_caller_id_must_be_a_number_of_the_account() {
    annCalls("<Dial callerId='+14155559999'>" + CallFixture.BOB + "</Dial><Say>No</Say>");
    assertThat(fixture.ann().hears()).containsExactly("No");
    assertThat(fixture.problems()).containsExactly(13214);
    TestDevice alice = new TestDevice(fixture, "alice");
    fixture.answers("<Dial answerOnBridge='true'>" + CallFixture.BOB + "</Dial>");
    alice.calls(CallFixture.BOB);
    fixture.awaitIdle();
    assertThat(fixture.problems()).containsExactly(13214, 13214);
    assertThat(alice.notes()).containsExactly("hungUp 31005");
    assertThat(fixture.bob().isRinging()).isFalse();
  }

  @Test
  void each_number_reports_its_own_states_in_order() {
    annCalls(
        "<Dial><Number statusCallback='/status'"
            + " statusCallbackEvent='initiated ringing answered completed'>"
            + CallFixture.BOB
            + "</Number></Dial>");
    fixture.seconds(1);
    fixture.seconds(61);
    fixture.bob().hangsUp();
    List<WebhookReceiver.Received> reports = fixture.received("/status");
    assertThat(reports.stream().map(report -> report.form().get("CallStatus")))
        .containsExactly("initiated", "ringing", "in-progress", "completed");
    assertThat(reports.stream().map(report -> report.form().get("SequenceNumber")))
        .containsExactly("0", "1", "2", "3");
    assertThat(reports.getLast().form())
        .containsEntry("CallSid", fixture.bob().callSid())
        .containsEntry("ParentCallSid", fixture.ann().callSid())
        .containsEntry("CallDuration", "61")
        .containsEntry("Duration", "2")
        .containsEntry("CallbackSource", "call-progress-events")
        .containsEntry("Direction", "outbound-dial")
        .containsEntry("Timestamp", "Tue, 24 Nov 2026 10:21:02 +0000");
    WebhookReceiver.Received last = reports.getLast();
    assertThat(
            new RequestValidator(fixture.box().account().authToken())
                .validate(last.url().toString(), last.form(), last.header("X-twilio-signature")))
        .isTrue();
  }

  @Test
  void a_dialed_call_is_recorded() {
    annCalls(
        "<Dial action='/dialed' record='record-from-answer-dual'"
            + " recordingStatusCallback='/recorded'>"
            + CallFixture.BOB
            + "</Dial>");
    fixture.seconds(1);
    fixture.seconds(5);
    fixture.bob().hangsUp();
    List<WebhookReceiver.Received> all = fixture.received("/recorded");
    assertThat(all).hasSize(1);
    Map<String, String> report = all.getFirst().form();
    assertThat(report)
        .containsEntry("RecordingStatus", "completed")
        .containsEntry("RecordingDuration", "5")
        .containsEntry("RecordingChannels", "2")
        .containsEntry("RecordingSource", "DialVerb")
        .containsEntry("CallSid", fixture.ann().callSid());
    assertThat(
            Recording.fetcher(report.getOrDefault("RecordingSid", ""))
                .fetch(fixture.twilio())
                .getStatus())
        .isEqualTo(Recording.Status.COMPLETED);
  }

  @Test
  void a_dialed_leg_can_be_redirected_by_rest() {
    annCalls("<Dial>" + CallFixture.BOB + "</Dial><Say>Gone</Say>");
    fixture.seconds(1);
    Call.updater(fixture.bob().callSid())
        .setTwiml(new com.twilio.type.Twiml("<Response><Say>Here</Say></Response>"))
        .update(fixture.twilio());
    assertThat(fixture.bob().hears()).containsExactly("Here");
    assertThat(fixture.ann().hears()).containsExactly("Gone");
    fixture.seconds(1);
    assertThat(fixture.bob().isTalking()).isFalse();
  }
}
