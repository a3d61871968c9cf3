package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A callee hears who calls before it is connected. */
class ScreeningTest {
  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  private void annCallsBob() {
    room.answers(
        "<Dial answerOnBridge='true' action='/dialed'><Number url='/screen'>"
            + Switchroom.BOB
            + "</Number></Dial>");
    room.answers("/dialed", "<Hangup/>");
    room.answers(
        "/screen", "<Gather numDigits='1' action='/take'><Say>Press a key</Say></Gather><Hangup/>");
    room.answers("/take", "<Say>Connecting</Say>");
    room.ann().calls(room.number());
    room.seconds(1);
    assertThat(room.bob().hears()).containsExactly("Press a key");
    assertThat(room.ann().isTalking()).isFalse();
  }

  @Test
  void a_callee_takes_the_call() {
    annCallsBob();
    room.bob().presses("1");
    room.seconds(1);
    assertThat(room.bob().hears()).containsExactly("Press a key", "Connecting");
    assertThat(room.ann().isTalking()).isTrue();
    room.ann().presses("5");
    assertThat(room.bob().tones()).isEqualTo("5");
    room.bob().hangsUp();
    assertThat(room.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "completed")
        .containsEntry("DialBridged", "true");
  }

  @Test
  void a_callee_does_not_take_it() {
    annCallsBob();
    room.seconds(6);
    assertThat(room.bob().isTalking()).isFalse();
    assertThat(room.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "no-answer")
        .containsEntry("DialBridged", "false");
  }

  @Test
  void a_caller_gives_up_meanwhile() {
    annCallsBob();
    String child = room.bob().callSid();
    room.ann().hangsUp();
    assertThat(room.bob().isTalking()).isFalse();
    assertThat(room.status(child)).isEqualTo(Call.Status.COMPLETED);
    assertThat(room.received("/dialed").getFirst().form())
        .containsEntry("DialCallStatus", "canceled");
  }
}
