package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.fault.Faults;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.CallCreator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs are told how calls go. */
class CallProgressTest {
  private static final List<String> ALL = List.of("initiated", "ringing", "answered", "completed");

  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  private CallCreator reported() {
    return room.calling(Switchroom.ANN, "<Pause length='30'/>")
        .setStatusCallback(URI.create(room.url("/status")));
  }

  private List<Map<String, String>> reports() {
    return room.received("/status").stream().map(Receiver.Received::form).toList();
  }

  @Test
  void every_state_that_was_asked_for_is_told_in_order() {
    Call call = reported().setStatusCallbackEvent(ALL).create(room.twilio());
    room.seconds(1);
    room.seconds(30);
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
  void without_a_word_only_the_end_is_told() {
    room.ann().isBusy();
    reported().create(room.twilio());
    assertThat(reports().stream().map(form -> form.get("CallStatus"))).containsExactly("busy");
  }

  @Test
  void an_end_by_rest_is_told() {
    Call call = reported().create(room.twilio());
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(room.twilio());
    assertThat(reports().getFirst())
        .containsEntry("CallStatus", "canceled")
        .containsEntry("CallDuration", "0");
  }

  @Test
  void states_can_arrive_in_the_wrong_order_if_asked_for() {
    room.box().faults().add("/status", 1, new Faults.Swap());
    reported().setStatusCallbackEvent(ALL).create(room.twilio());
    room.seconds(1);
    assertThat(reports().stream().map(form -> form.get("SequenceNumber")))
        .containsExactly("1", "0", "2");
  }

  @Test
  void the_applications_own_callback_learns_how_a_browsers_call_ended() {
    Application.updater(room.box().account().voiceApplicationSid())
        .setStatusCallback(URI.create(room.url("/status")))
        .update(room.twilio());
    room.answers("<Reject reason='busy'/>");
    TestDevice alice = new TestDevice(room, "alice").calls("bob");
    Map<String, String> report = reports().getFirst();
    assertThat(report)
        .containsEntry("CallSid", alice.line().callSid())
        .containsEntry("CallStatus", "busy")
        .containsEntry("From", "client:alice");
  }

  @Test
  void keys_are_sent_once_a_call_by_rest_is_answered() {
    room.calling(Switchroom.ANN, "<Pause/>").setSendDigits("ww12#").create(room.twilio());
    room.seconds(1);
    assertThat(room.ann().tones()).isEqualTo("12#");
  }

  @Test
  void a_call_by_rest_asks_the_application_it_names() {
    room.answers("<Say>From the application</Say>");
    Call.creator(
            new com.twilio.type.PhoneNumber(Switchroom.ANN),
            new com.twilio.type.PhoneNumber(room.number()),
            room.box().account().voiceApplicationSid())
        .create(room.twilio());
    room.seconds(1);
    assertThat(room.ann().hears()).containsExactly("From the application");
  }
}
