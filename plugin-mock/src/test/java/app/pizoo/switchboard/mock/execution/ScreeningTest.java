package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import com.twilio.rest.api.v2010.account.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Call screening: a callee hears TwiML before it is connected. */
class ScreeningTest {
  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private void annCallsBob() {
    fixture.answers(
        "<Dial answerOnBridge='true' action='/dialed'><Number url='/screen'>"
            + CallFixture.BOB
            + "</Number></Dial>");
    fixture.answers("/dialed", "<Hangup/>");
    fixture.answers(
        "/screen", "<Gather numDigits='1' action='/take'><Say>Press a key</Say></Gather><Hangup/>");
    fixture.answers("/take", "<Say>Connecting</Say>");
    fixture.ann().calls(fixture.number());
    fixture.seconds(1);
    assertThat(fixture.bob().hears()).containsExactly("Press a key");
    assertThat(fixture.ann().isTalking()).isFalse();
  }

  @Test
  void a_callee_takes_the_call() {
    annCallsBob();
    fixture.bob().presses("1");
    fixture.seconds(1);
    assertThat(fixture.bob().hears()).containsExactly("Press a key", "Connecting");
    assertThat(fixture.ann().isTalking()).isTrue();
    fixture.ann().presses("5");
    assertThat(fixture.bob().tones()).isEqualTo("5");
    fixture.bob().hangsUp();
    assertThat(fixture.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("DialBridged", "true");
  }

  @Test
  void a_callee_does_not_take_it() {
    annCallsBob();
    fixture.seconds(6);
    assertThat(fixture.bob().isTalking()).isFalse();
    assertThat(fixture.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "no-answer")
        .containsEntry("DialBridged", "false");
  }

  @Test
  void a_caller_gives_up_meanwhile() {
    annCallsBob();
    String child = fixture.bob().callSid();
    fixture.ann().hangsUp();
    assertThat(fixture.bob().isTalking()).isFalse();
    assertThat(fixture.status(child)).isEqualTo(Call.Status.COMPLETED);
    assertThat(fixture.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "canceled");
  }
}
