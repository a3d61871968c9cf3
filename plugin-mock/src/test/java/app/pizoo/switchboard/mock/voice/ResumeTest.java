package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.FarEnd;
import app.pizoo.switchboard.mock.call.HangupCause;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeTest {
  private final VoiceSignalingFixture fixture = new VoiceSignalingFixture();
  private Browser alice;
  private FarEnd end;
  private String reconnect;

  @BeforeEach
  void call() throws Exception {
    alice = fixture.registered("alice").invite("TJ1", "To=bob");
    end = fixture.engine.nextCall().end();
    end.answered(Optional.of("v=0 of bob"));
    reconnect = alice.next("answer").getString("reconnect");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_browser_takes_its_call_up_again_on_another_connection() throws Exception {
    breakOff();
    Browser back = resume();
    JsonObject answer = back.next("answer");
    assertThat(answer.getString("callsid")).isEqualTo("CA1");
    assertThat(answer.getString("reconnect")).isEqualTo(reconnect);
    assertThat(answer).doesNotContainKey("sdp");
    fixture.clock.advance(Duration.ofMinutes(1));
    back.send("hangup", Map.of("callsid", "CA1"));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 hangs up");
  }

  @Test
  void a_call_whose_browser_stays_away_is_lost_after_a_while() throws Exception {
    breakOff();
    fixture.clock.advance(Duration.ofSeconds(30));
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 is lost");
    JsonObject refusal = resume().next("hangup");
    assertThat(refusal.getJsonObject("error").getInt("code")).isEqualTo(31107);
  }

  @Test
  void a_browser_that_missed_the_end_learns_of_it_when_it_resumes() throws Exception {
    breakOff();
    end.hungUp(HangupCause.NORMAL);
    JsonObject over = resume().next("hangup");
    assertThat(over.getString("callsid")).isEqualTo("CA1");
    assertThat(over).doesNotContainKey("error");
  }

  @Test
  void a_fresh_token_during_a_call_leaves_it_as_it_is() throws Exception {
    alice.send("listen", Map.of("token", Browser.token("alice", 3600))).next("connected");
    // The SDK takes every greeting for a new connection.
    alice.send("invite", Map.of("callsid", "CA1", "sdp", Browser.SDP, "reconnect", reconnect));
    assertThat(alice.next("answer").getString("callsid")).isEqualTo("CA1");
    end.hungUp(HangupCause.NORMAL);
    assertThat(alice.next("hangup").getString("callsid")).isEqualTo("CA1");
  }

  @Test
  void an_unanswered_call_does_not_survive_its_connection() throws Exception {
    Browser carol = fixture.registered("carol").invite("TJ9", "To=bob");
    fixture.engine.nextCall();
    carol.breakOff();
    assertThat(fixture.engine.nextWord()).isEqualTo("CA1 is lost");
  }

  private void breakOff() {
    alice.breakOff();
    fixture.await(() -> fixture.devices.of("alice").isEmpty());
  }

  private Browser resume() throws Exception {
    return fixture
        .registered("alice")
        .send("invite", Map.of("callsid", "CA1", "sdp", Browser.SDP, "reconnect", reconnect));
  }
}
