package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.testing.CallFixture;
import app.pizoo.switchboard.mock.testing.TestDevice;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Status callbacks of calls. */
class CallCallbacksTest {
  private static final List<String> ALL = List.of("initiated", "ringing", "answered", "completed");

  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private CallCreator reported() {
    return fixture
        .calling(CallFixture.ANN, "<Pause length='30'/>")
        .setStatusCallback(URI.create(fixture.url("/status")));
  }

  private List<Map<String, String>> reports() {
    return fixture.received("/status").stream().map(WebhookReceiver.Received::form).toList();
  }

  @Test
  void every_requested_status_is_reported_in_order() {
    Call call = reported().setStatusCallbackEvent(ALL).create(fixture.twilio());
    fixture.seconds(1);
    fixture.seconds(30);
    List<Map<String, String>> reports = reports();
    assertThat(reports.stream().map(form -> form.get("CallStatus")))
        .containsExactly("initiated", "ringing", "in-progress", "completed");
    assertThat(reports.stream().map(form -> form.get("SequenceNumber")))
        .containsExactly("0", "1", "2", "3");
    assertThat(reports.getLast())
        .containsEntry("CallSid", call.getSid())
        .containsEntry("CallDuration", "30")
        .containsEntry("Direction", "outbound-api")
        .containsEntry("CallbackSource", "call-progress-events");
  }

  @Test
  void by_default_only_the_end_is_reported() {
    fixture.ann().isBusy();
    reported().create(fixture.twilio());
    assertThat(reports().stream().map(form -> form.get("CallStatus"))).containsExactly("busy");
  }

  @Test
  void an_end_by_rest_is_reported() {
    Call call = reported().create(fixture.twilio());
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(fixture.twilio());
    assertThat(reports().getFirst())
        .containsEntry("CallStatus", "canceled")
        .containsEntry("CallDuration", "0");
  }

  @Test
  void states_can_arrive_in_the_wrong_order_if_asked_for() {
    fixture.box().faults().add("/status", 1, new Faults.Swap());
    reported().setStatusCallbackEvent(ALL).create(fixture.twilio());
    fixture.seconds(1);
    assertThat(reports().stream().map(form -> form.get("SequenceNumber")))
        .containsExactly("1", "0", "2");
  }

  @Test
  void the_applications_own_callback_learns_how_a_browsers_call_ended() {
    Application.updater(fixture.box().account().voiceApplicationSid())
        .setStatusCallback(URI.create(fixture.url("/status")))
        .update(fixture.twilio());
    fixture.answers("<Reject reason='busy'/>");
    TestDevice alice = new TestDevice(fixture, "alice").calls("bob");
    Map<String, String> report = reports().getFirst();
    assertThat(report)
        .containsEntry("CallSid", alice.handle().callSid())
        .containsEntry("CallStatus", "busy")
        .containsEntry("From", "client:alice");
  }

  @Test
  void keys_are_sent_once_a_call_by_rest_is_answered() {
    fixture.calling(CallFixture.ANN, "<Pause/>").setSendDigits("ww12#").create(fixture.twilio());
    fixture.seconds(1);
    assertThat(fixture.ann().tones()).isEqualTo("12#");
  }

  @Test
  void a_call_by_rest_asks_the_application_it_names() {
    fixture.answers("<Say>From the application</Say>");
    Call.creator(
            new com.twilio.type.PhoneNumber(CallFixture.ANN),
            new com.twilio.type.PhoneNumber(fixture.number()),
            fixture.box().account().voiceApplicationSid())
        .create(fixture.twilio());
    fixture.seconds(1);
    assertThat(fixture.ann().hears()).containsExactly("From the application");
  }
}
