package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account calls one of its own numbers: the outgoing call comes back in. */
class OwnNumberTest {
  private static final String HOTLINE = "+14155550188";

  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_caller_is_passed_on_to_another_number_of_the_account() {
    IncomingPhoneNumber.creator(new PhoneNumber(HOTLINE))
        .setVoiceUrl(URI.create(fixture.url("/hotline")))
        .create(fixture.twilio());
    fixture.answers("<Dial>" + HOTLINE + "</Dial><Say>Bye</Say>");
    fixture.answers("/hotline", "<Gather numDigits='1' action='/key'><Say>Hotline</Say></Gather>");
    fixture.answers("/key", "<Say>Thanks</Say><Hangup/>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.ann().hears()).containsExactly("Hotline");
    fixture.ann().presses("4");
    fixture.awaitIdle();
    assertThat(fixture.received("/key").getFirst().form())
        .containsEntry("Digits", "4")
        .containsEntry("To", HOTLINE)
        .containsEntry("From", CallFixture.ANN)
        .containsEntry("Direction", "inbound");
    fixture.seconds(1);
    fixture.seconds(1);
    assertThat(fixture.ann().hears()).containsExactly("Hotline", "Thanks", "Bye");
    fixture.seconds(1);
    assertThat(fixture.engine().running()).isZero();
  }

  @Test
  void a_number_that_rejects_is_busy() {
    fixture.answers("<Reject reason='busy'/>");
    Call call = fixture.call(fixture.number(), "<Say>Hi</Say>");
    fixture.awaitIdle();
    assertThat(fixture.status(call.getSid())).isEqualTo(Call.Status.BUSY);
  }

  @Test
  void giving_up_ends_both_calls() {
    fixture.answers("<Pause length='60'/>");
    Call call = fixture.call(fixture.number(), "<Say>Hi</Say>");
    fixture.awaitIdle();
    assertThat(fixture.engine().running()).isEqualTo(2);
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(fixture.twilio());
    assertThat(fixture.engine().running()).isZero();
  }
}
