package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.CallMessage;
import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.Ring;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoiceLegTest {
  private final VoiceSignalingFixture fixture = new VoiceSignalingFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_call_carries_the_browsers_fields_beside_those_of_its_token() throws Exception {
    fixture.registered("alice").invite("TJ1", "To=bob&topic=tea%20%26%20cake");
    var call = fixture.engine.nextCall().call();
    assertThat(call.identity()).isEqualTo("alice");
    assertThat(call.fields()).isEqualTo(Map.of("To", "bob", "topic", "tea & cake"));
    assertThat(call.tokenParams()).isEqualTo(Map.of("permit", "yes"));
    assertThat(call.offer()).contains("opus/48000").doesNotContain("telephone-event", " 126");
  }

  @Test
  void a_caller_hears_ringing_then_the_other_browsers_answer() throws Exception {
    Browser alice = fixture.registered("alice").invite("TJ1", "To=bob");
    FarEnd end = fixture.engine.nextCall().end();
    end.ringing();
    assertThat(alice.next("ringing").getString("callsid")).isEqualTo("CA1");
    end.answered(Optional.of("v=0 of bob"));
    JsonObject answer = alice.next("answer");
    assertThat(answer.getString("callsid")).isEqualTo("CA1");
    assertThat(answer.getString("sdp")).isEqualTo("v=0 of bob");
    assertThat(answer.getString("reconnect")).isNotEmpty();
    alice.send("dtmf", Map.of("callsid", "CA1", "dtmf", "12#"));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 presses 12#");
    alice.send("hangup", Map.of("callsid", "CA1"));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 hangs up");
  }

  @Test
  void a_call_can_be_canceled_by_its_temporary_id() throws Exception {
    Browser alice = fixture.registered("alice").invite("TJ1", "To=bob");
    fixture.engine.nextCall();
    alice.send("hangup", Map.of("callsid", "TJ1"));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 hangs up");
  }

  @ParameterizedTest
  @CsvSource({"DECLINED,31603", "BUSY,31486", "NOT_FOUND,31404", "NO_ANSWER,31480"})
  void a_caller_learns_why_nobody_answered(HangupCause cause, int code) throws Exception {
    Browser alice = fixture.registered("alice").invite("TJ1", "To=bob");
    fixture.engine.nextCall().end().hungUp(cause);
    JsonObject end = alice.next("hangup");
    // Nothing rang, so the browser knows no other id.
    assertThat(end.getString("callsid")).isEqualTo("TJ1");
    assertThat(end.getJsonObject("error").getInt("code")).isEqualTo(code);
  }

  @Test
  void a_phone_answers_with_a_description_that_names_no_address() throws Exception {
    Browser alice = fixture.registered("alice").invite("TJ1", "To=%2B14155550123");
    fixture.engine.nextCall().end().answered(Optional.empty());
    String sdp = alice.next("answer").getString("sdp");
    assertThat(sdp).startsWith("v=0\r\n").contains("m=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\n");
    assertThat(sdp).contains("a=mid:0\r\n", "a=rtpmap:111 opus/48000/2\r\n", "a=setup:active");
    assertThat(sdp).doesNotContain("candidate", "telephone-event");
    alice.send("reinvite", Map.of("callsid", "CA1", "sdp", Browser.SDP));
    assertThat(alice.next("answer").getString("sdp")).startsWith("v=0\r\n");
  }

  @Test
  void a_callee_learns_who_calls_and_answers() throws Exception {
    Browser bob = fixture.registered("bob");
    ring("alice & co");
    JsonObject invite = bob.next("invite");
    assertThat(invite.getString("callsid")).isEqualTo("CA2");
    assertThat(invite.getString("sdp")).isEqualTo("v=0 of alice");
    JsonObject parameters = invite.getJsonObject("parameters");
    assertThat(parameters.getString("From")).isEqualTo("client:alice");
    assertThat(parameters.getString("To")).isEqualTo("client:bob");
    assertThat(parameters.getString("Params")).isEqualTo("name=alice+%26+co");
    assertThat(fixture.engine.nextWord()).isEqualTo("CA2 rings");
    bob.send("answer", Map.of("callsid", "CA2", "sdp", Browser.SDP));
    assertThat(fixture.engine.nextWord())
        .startsWith("CA2 answers v=0")
        .doesNotContain("telephone-event");
  }

  @Test
  void a_callee_declines_and_is_not_bothered_any_more() throws Exception {
    Browser bob = fixture.registered("bob");
    FarEnd end = ring("alice");
    bob.next("invite");
    assertThat(fixture.engine.nextWord()).isEqualTo("CA2 rings");
    bob.send("reject", Map.of("callsid", "CA2"));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA2 refuses DECLINED");
    end.canceled();
    bob.send("register", Map.of("media", Map.of("audio", true))).next("ready");
  }

  @Test
  void a_caller_that_gives_up_stops_the_ringing() throws Exception {
    Browser bob = fixture.registered("bob");
    FarEnd end = ring("alice");
    bob.next("invite");
    end.canceled();
    assertThat(bob.next("cancel").getString("callsid")).isEqualTo("CA2");
    bob.send("answer", Map.of("callsid", "CA2", "sdp", Browser.SDP));
    assertThat(bob.next("hangup").getString("callsid")).isEqualTo("CA2");
  }

  @Test
  void messages_are_acknowledged_and_keep_their_form() throws Exception {
    Browser bob = fixture.registered("bob");
    FarEnd end = ring("alice");
    bob.next("invite");
    assertThat(fixture.engine.nextWord()).isEqualTo("CA2 rings");
    bob.send(
        "message",
        Map.of(
            "callsid", "CA2",
            "content", Map.of("mood", "good"),
            "contenttype", "application/json",
            "messagetype", "user-defined-message",
            "voiceeventsid", "KX1"));
    assertThat(fixture.engine.nextWord())
        .isEqualTo("CA2 writes application/json {\"mood\":\"good\"}");
    assertThat(bob.next("ack").getString("voiceeventsid")).isEqualTo("KX1");
    end.message(new CallMessage("user-defined-message", "application/json", "{\"a\":1}"));
    JsonObject message = bob.next("message");
    assertThat(message.getString("callsid")).isEqualTo("CA2");
    assertThat(message.getJsonObject("content").getInt("a")).isEqualTo(1);
    end.message(new CallMessage("user-defined-message", "text/plain", "hello"));
    assertThat(bob.next("message").getString("content")).isEqualTo("hello");
  }

  @Test
  void a_call_without_permission_or_description_is_refused() throws Exception {
    Browser alice = fixture.connect();
    var grant = new com.twilio.jwt.accesstoken.VoiceGrant();
    grant.setIncomingAllow(true);
    alice.register(Browser.token("alice", 3600, grant));
    assertThat(code(alice.invite("TJ1", "To=bob").next("hangup"))).isEqualTo(31002);
    Browser bob = fixture.registered("bob");
    bob.send("invite", Map.of("callsid", "TJ2", "sdp", "nonsense"));
    assertThat(code(bob.next("hangup"))).isEqualTo(31400);
    assertThat(code(bob.invite("TJ3", "x=" + "x".repeat(9000)).next("hangup"))).isEqualTo(31103);
  }

  @Test
  void more_calls_than_a_browser_can_hold_are_refused() throws Exception {
    Browser alice = fixture.registered("alice");
    for (int i = 0; i < 20; i++) {
      alice.invite("TJ" + i, "To=bob");
      fixture.engine.nextCall();
    }
    assertThat(code(alice.invite("TJ20", "To=bob").next("hangup"))).isEqualTo(31400);
  }

  private FarEnd ring(String name) {
    Ring ring =
        new Ring("client:alice", "client:bob", Map.of("name", name), Optional.of("v=0 of alice"));
    return fixture.device("bob").ring(fixture.engine.line("CA2"), ring);
  }

  private static int code(JsonObject hangup) {
    return hangup.getJsonObject("error").getInt("code");
  }
}
