package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Recording;
import com.twilio.security.RequestValidator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A phone calls, and others are dialled for it. */
class DialTest {
  private static final String CAROL = "+14155550125";

  @AutoClose private final Switchroom room = new Switchroom();

  private void annCalls(String verbs) {
    room.annCalls(verbs, "/dialed", "<Say>Dialed</Say><Pause length='60'/>");
  }

  private Map<String, String> dialed() {
    return room.received("/dialed").getFirst().form();
  }

  @Test
  void the_action_learns_how_it_went() {
    annCalls("<Dial action='/dialed'>" + Switchroom.BOB + "</Dial>");
    room.seconds(1);
    assertThat(room.bob().caller()).isEqualTo(Switchroom.ANN);
    room.seconds(42);
    String child = room.bob().callSid();
    room.bob().hangsUp();
    assertThat(dialed())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("DialCallSid", child)
        .containsEntry("DialCallDuration", "42")
        .containsEntry("DialBridged", "true")
        .containsEntry("CallSid", room.ann().callSid())
        .containsEntry("CallStatus", "in-progress");
    assertThat(room.ann().hears()).containsExactly("Dialed");
    Call fetched = Call.fetcher(child).fetch(room.twilio());
    assertThat(fetched.getParentCallSid()).isEqualTo(room.ann().callSid());
    assertThat(fetched.getDirection()).isEqualTo("outbound-dial");
  }

  @Test
  void the_action_learns_why_nobody_was_reached() {
    room.bob().isBusy();
    annCalls("<Dial action='/dialed'>" + Switchroom.BOB + "</Dial>");
    assertThat(dialed())
        .containsEntry("DialCallStatus", "busy")
        .containsEntry("DialBridged", "false")
        .doesNotContainKey("DialCallDuration");
    room.ann().hangsUp();
    room.bob().neverAnswers();
    annCalls("<Dial action='/dialed' timeout='7'>" + Switchroom.BOB + "</Dial>");
    room.seconds(7);
    assertThat(dialed()).containsEntry("DialCallStatus", "no-answer");
    room.ann().hangsUp();
    annCalls("<Dial action='/dialed'>12</Dial>");
    assertThat(dialed()).containsEntry("DialCallStatus", "failed");
    assertThat(room.problems()).containsExactly(13223);
  }

  @Test
  void the_action_learns_that_the_caller_hung_up() {
    annCalls("<Dial action='/dialed'>" + Switchroom.BOB + "</Dial>");
    room.seconds(1);
    room.ann().hangsUp();
    assertThat(dialed())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("CallStatus", "completed");
    assertThat(room.bob().isTalking()).isFalse();
    assertThat(room.ann().hears()).isEmpty();
  }

  @Test
  void without_an_action_the_next_verb_follows() {
    room.bob().isBusy();
    annCalls("<Dial>" + Switchroom.BOB + "</Dial><Say>Sorry</Say>");
    assertThat(room.ann().hears()).containsExactly("Sorry");
  }

  @Test
  void all_numbers_ring_at_once_and_the_first_to_answer_wins() {
    room.bob().answersAfter(Duration.ofSeconds(5));
    room.box().phone(CAROL).answersAfter(Duration.ofSeconds(3));
    annCalls("<Dial><Number>" + Switchroom.BOB + "</Number><Number>" + CAROL + "</Number></Dial>");
    room.seconds(2);
    assertThat(room.bob().isRinging()).isTrue();
    room.seconds(1);
    assertThat(room.box().phone(CAROL).isTalking()).isTrue();
    assertThat(room.bob().isRinging()).isFalse();
    assertThat(room.status(room.bob().callSid())).isEqualTo(Call.Status.CANCELED);
  }

  @Test
  void one_after_the_other_if_asked_for() {
    room.bob().isBusy();
    annCalls(
        "<Dial sequential='true'><Number>"
            + Switchroom.BOB
            + "</Number><Number>"
            + CAROL
            + "</Number></Dial>");
    room.seconds(1);
    assertThat(room.box().phone(CAROL).isTalking()).isTrue();
  }

  @Test
  void an_eleventh_noun_is_not_called() {
    StringBuilder nouns = new StringBuilder();
    for (int i = 10; i < 21; i++) {
      room.box().phone("+141555501" + i).neverAnswers();
      nouns.append("<Number>+141555501").append(i).append("</Number>");
    }
    annCalls("<Dial>" + nouns + "</Dial>");
    assertThat(room.box().phone("+14155550119").isRinging()).isTrue();
    assertThat(room.box().phone("+14155550120").isRinging()).isFalse();
  }

  @Test
  void the_time_is_limited_and_a_star_hangs_up() {
    annCalls("<Dial timeLimit='30'>" + Switchroom.BOB + "</Dial><Say>Over</Say>");
    room.seconds(1);
    room.seconds(29);
    assertThat(room.bob().isTalking()).isTrue();
    room.seconds(1);
    assertThat(room.bob().isTalking()).isFalse();
    assertThat(room.ann().hears()).containsExactly("Over");
    room.seconds(1);
    annCalls("<Dial hangupOnStar='true'>" + Switchroom.BOB + "</Dial><Say>Star</Say>");
    room.seconds(1);
    room.ann().presses("1").presses("*");
    assertThat(room.bob().tones()).isEqualTo("1");
    assertThat(room.ann().hears()).containsExactly("Star");
  }

  @Test
  void answer_on_bridge_keeps_the_caller_ringing() {
    annCalls("<Dial answerOnBridge='true'>" + Switchroom.BOB + "</Dial>");
    assertThat(room.ann().isTalking()).isFalse();
    room.seconds(1);
    assertThat(room.ann().isTalking()).isTrue();
    room.ann().hangsUp();
    room.settle();
    annCalls("<Dial>" + Switchroom.BOB + "</Dial>");
    assertThat(room.ann().isTalking()).isTrue();
    assertThat(room.bob().isTalking()).isFalse();
  }

  @Test
  void a_caller_may_only_show_numbers_of_its_own() {
    annCalls("<Dial callerId='+14155559999'>" + Switchroom.BOB + "</Dial><Say>No</Say>");
    assertThat(room.ann().hears()).containsExactly("No");
    assertThat(room.problems()).containsExactly(13214);
    TestDevice alice = new TestDevice(room, "alice");
    room.answers("<Dial answerOnBridge='true'>" + Switchroom.BOB + "</Dial>");
    alice.calls(Switchroom.BOB);
    room.settle();
    assertThat(room.problems()).containsExactly(13214, 13214);
    assertThat(alice.told()).containsExactly("hungUp 31005");
    assertThat(room.bob().isRinging()).isFalse();
  }

  @Test
  void each_number_reports_its_own_states_in_order() {
    annCalls(
        "<Dial><Number statusCallback='/status'"
            + " statusCallbackEvent='initiated ringing answered completed'>"
            + Switchroom.BOB
            + "</Number></Dial>");
    room.seconds(1);
    room.seconds(61);
    room.bob().hangsUp();
    List<Receiver.Received> reports = room.received("/status");
    assertThat(reports.stream().map(report -> report.form().get("CallStatus")))
        .containsExactly("initiated", "ringing", "in-progress", "completed");
    assertThat(reports.stream().map(report -> report.form().get("SequenceNumber")))
        .containsExactly("0", "1", "2", "3");
    assertThat(reports.getLast().form())
        .containsEntry("CallSid", room.bob().callSid())
        .containsEntry("ParentCallSid", room.ann().callSid())
        .containsEntry("CallDuration", "61")
        .containsEntry("Duration", "2")
        .containsEntry("CallbackSource", "call-progress-events")
        .containsEntry("Direction", "outbound-dial")
        .containsEntry("Timestamp", "Tue, 24 Nov 2026 10:21:02 +0000");
    Receiver.Received last = reports.getLast();
    assertThat(
            new RequestValidator(room.box().account().authToken())
                .validate(last.url().toString(), last.form(), last.header("X-twilio-signature")))
        .isTrue();
  }

  @Test
  void a_dialled_call_is_recorded() {
    annCalls(
        "<Dial action='/dialed' record='record-from-answer-dual'"
            + " recordingStatusCallback='/recorded'>"
            + Switchroom.BOB
            + "</Dial>");
    room.seconds(1);
    room.seconds(5);
    room.bob().hangsUp();
    List<Receiver.Received> all = room.received("/recorded");
    assertThat(all).hasSize(1);
    Map<String, String> report = all.getFirst().form();
    assertThat(report)
        .containsEntry("RecordingStatus", "completed")
        .containsEntry("RecordingDuration", "5")
        .containsEntry("RecordingChannels", "2")
        .containsEntry("RecordingSource", "DialVerb")
        .containsEntry("CallSid", room.ann().callSid());
    assertThat(
            Recording.fetcher(report.getOrDefault("RecordingSid", ""))
                .fetch(room.twilio())
                .getStatus())
        .isEqualTo(Recording.Status.COMPLETED);
  }

  @Test
  void a_dialled_leg_can_be_taken_away_by_rest() {
    annCalls("<Dial>" + Switchroom.BOB + "</Dial><Say>Gone</Say>");
    room.seconds(1);
    Call.updater(room.bob().callSid())
        .setTwiml(new com.twilio.type.Twiml("<Response><Say>Here</Say></Response>"))
        .update(room.twilio());
    assertThat(room.bob().hears()).containsExactly("Here");
    assertThat(room.ann().hears()).containsExactly("Gone");
    room.seconds(1);
    assertThat(room.bob().isTalking()).isFalse();
  }
}
