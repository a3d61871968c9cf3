package app.pizoo.switchboard.mock.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.call.HangupCause;
import app.pizoo.switchboard.mock.call.LegEnd;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeTest {
  private final VoiceEdgeFixture edge = new VoiceEdgeFixture();
  private Browser alice;
  private LegEnd end;
  private String reconnect;

  @BeforeEach
  void call() throws Exception {
    alice = edge.registered("alice").invite("TJ1", "To=bob");
    end = edge.exchange.nextCall().end();
    end.answered(Optional.of("v=0 of bob"));
    reconnect = alice.next("answer").getString("reconnect");
  }

  @AfterEach
  void close() {
    edge.close();
  }

  @Test
  void a_browser_takes_its_call_up_again_on_another_connection() throws Exception {
    breakOff();
    Browser back = resume();
    JsonObject answer = back.next("answer");
    assertThat(answer.getString("callsid")).isEqualTo("CA1");
    assertThat(answer.getString("reconnect")).isEqualTo(reconnect);
    assertThat(answer).doesNotContainKey("sdp");
    edge.clock.advance(Duration.ofMinutes(1));
    back.send("hangup", Map.of("callsid", "CA1"));
    assertThat(edge.exchange.nextWord()).isEqualTo("CA1 hangs up");
  }

  @Test
  void a_call_whose_browser_stays_away_is_lost_after_a_while() throws Exception {
    breakOff();
    edge.clock.advance(Duration.ofSeconds(30));
    assertThat(edge.exchange.nextWord()).isEqualTo("CA1 is lost");
    JsonObject refusal = resume().next("hangup");
    assertThat(refusal.getJsonObject("error").getInt("code")).isEqualTo(31107);
  }

  @Test
  void a_browser_that_missed_the_end_is_told_when_it_is_back() throws Exception {
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
  void a_call_that_nobody_answered_does_not_outlive_its_connection() throws Exception {
    Browser carol = edge.registered("carol").invite("TJ9", "To=bob");
    edge.exchange.nextCall();
    carol.breakOff();
    assertThat(edge.exchange.nextWord()).isEqualTo("CA1 is lost");
  }

  private void breakOff() {
    alice.breakOff();
    edge.await(() -> edge.devices.of("alice").isEmpty());
  }

  private Browser resume() throws Exception {
    return edge.registered("alice")
        .send("invite", Map.of("callsid", "CA1", "sdp", Browser.SDP, "reconnect", reconnect));
  }
}
