package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.Recording;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Executing {@code <Record>} and other recordings. */
class PartyRecorderTest {
  private static final String RECORD =
      "<Record action='/saved' recordingStatusCallback='/recorded'"
          + " recordingStatusCallbackEvent='in-progress completed absent'";

  @AutoClose private final CallFixture fixture = new CallFixture();

  private void annCalls(String verbs) {
    fixture.annCalls(verbs, "/saved", "<Say>Saved</Say>");
  }

  @Test
  void silence_ends_it() {
    annCalls(RECORD + " timeout='3'/>");
    fixture.ann().speaks(Duration.ofSeconds(10));
    fixture.seconds(12);
    assertThat(fixture.ann().hears()).isEmpty();
    fixture.seconds(1);
    assertThat(fixture.ann().hears()).containsExactly("Saved");
    List<Map<String, String>> requests = forms("/saved", "/recorded");
    assertThat(requests.getFirst())
        .containsEntry("RecordingStatus", "in-progress")
        .containsEntry("RecordingSource", "RecordVerb");
    assertThat(requests)
        .anySatisfy(form ->
            assertThat(form)
                .containsEntry("RecordingStatus", "completed")
                .containsEntry("RecordingDuration", "13"));
    assertThat(requests)
        .anySatisfy(form ->
            assertThat(form)
                .containsEntry("Digits", "")
                .containsEntry("RecordingDuration", "13")
                .hasEntrySatisfying(
                    "RecordingUrl", url -> assertThat(url).contains("/Recordings/RE")));
  }

  @Test
  void a_silent_caller_is_not_recorded() {
    annCalls(RECORD + "/><Say>Nothing</Say>");
    fixture.seconds(5);
    assertThat(fixture.ann().hears()).containsExactly("Nothing");
    assertThat(forms("/saved", "/recorded").stream().map(form -> form.get("RecordingStatus")))
        .containsExactly("in-progress", "absent");
  }

  @Test
  void a_key_or_the_maximum_length_ends_it() {
    annCalls(RECORD + " finishOnKey='#'/>");
    fixture.ann().speaks(Duration.ofSeconds(60)).presses("1#");
    assertThat(forms("/saved").getFirst()).containsEntry("Digits", "#");
    fixture.seconds(5);
    annCalls(RECORD + " maxLength='20'/>");
    fixture.ann().speaks(Duration.ofSeconds(60));
    fixture.seconds(20);
    assertThat(forms("/saved").getFirst()).containsEntry("RecordingDuration", "20");
  }

  @Test
  void a_caller_who_hangs_up_is_recorded_until_then() {
    annCalls(RECORD + "/>");
    fixture.ann().speaks(Duration.ofSeconds(60));
    fixture.seconds(7);
    fixture.ann().hangsUp();
    assertThat(forms("/saved").getFirst())
        .containsEntry("Digits", "hangup")
        .containsEntry("CallStatus", "completed")
        .containsEntry("RecordingDuration", "7");
  }

  @Test
  void a_call_by_rest_is_recorded_whole() {
    Call call =
        fixture
            .calling(CallFixture.ANN, "<Pause length='60'/>")
            .setRecord(true)
            .setRecordingChannels("dual")
            .setRecordingStatusCallback(fixture.url("/recorded"))
            .setStatusCallback(URI.create(fixture.url("/status")))
            .create(fixture.twilio());
    fixture.seconds(1);
    fixture.seconds(9);
    fixture.ann().hangsUp();
    fixture.awaitIdle();
    Recording recording =
        Recording.reader().setCallSid(call.getSid()).read(fixture.twilio()).iterator().next();
    assertThat(recording.getSource()).hasToString("OutboundAPI");
    assertThat(recording.getDuration()).isEqualTo("9");
    List<Map<String, String>> all = forms("/recorded", "/status");
    assertThat(all).hasSize(2);
    assertThat(all.getFirst()).containsEntry("RecordingChannels", "2");
    assertThat(all.getLast())
        .containsEntry("CallStatus", "completed")
        .containsEntry("RecordingSid", recording.getSid());
  }

  @Test
  void a_recording_begun_by_rest_ends_with_its_call() {
    Call call = fixture.call(CallFixture.ANN, "<Pause length='60'/>");
    fixture.seconds(1);
    var started =
        com.twilio.rest.api.v2010.account.call.Recording.creator(call.getSid())
            .setRecordingStatusCallback(URI.create(fixture.url("/recorded")))
            .create(fixture.twilio());
    fixture.seconds(4);
    fixture.ann().hangsUp();
    assertThat(forms("/recorded").getFirst())
        .containsEntry("RecordingSid", started.getSid())
        .containsEntry("RecordingDuration", "4")
        .containsEntry("RecordingSource", "StartCallRecordingAPI");
  }

  private List<Map<String, String>> forms(String... paths) {
    return fixture.received(paths).stream().map(WebhookReceiver.Received::form).toList();
  }
}
