package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The account calls one of its own numbers: the call goes out and comes in again. */
class OwnNumberTest {
  private static final String HOTLINE = "+14155550188";

  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void a_caller_is_passed_on_to_another_number_of_the_account() {
    IncomingPhoneNumber.creator(new PhoneNumber(HOTLINE))
        .setVoiceUrl(URI.create(room.url("/hotline")))
        .create(room.twilio());
    room.answers("<Dial>" + HOTLINE + "</Dial><Say>Bye</Say>");
    room.answers("/hotline", "<Gather numDigits='1' action='/key'><Say>Hotline</Say></Gather>");
    room.answers("/key", "<Say>Thanks</Say><Hangup/>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.ann().hears()).containsExactly("Hotline");
    room.ann().presses("4");
    room.settle();
    assertThat(room.received("/key").getFirst().form())
        .containsEntry("Digits", "4")
        .containsEntry("To", HOTLINE)
        .containsEntry("From", Switchroom.ANN)
        .containsEntry("Direction", "inbound");
    room.seconds(1);
    room.seconds(1);
    assertThat(room.ann().hears()).containsExactly("Hotline", "Thanks", "Bye");
    room.seconds(1);
    assertThat(room.box().engine().running()).isZero();
  }

  @Test
  void a_number_that_rejects_is_busy() {
    room.answers("<Reject reason='busy'/>");
    Call call = room.call(room.number(), "<Say>Hi</Say>");
    room.settle();
    assertThat(room.status(call.getSid())).isEqualTo(Call.Status.BUSY);
  }

  @Test
  void giving_up_ends_both_calls() {
    room.answers("<Pause length='60'/>");
    Call call = room.call(room.number(), "<Say>Hi</Say>");
    room.settle();
    assertThat(room.box().engine().running()).isEqualTo(2);
    Call.updater(call.getSid()).setStatus(Call.UpdateStatus.CANCELED).update(room.twilio());
    assertThat(room.box().engine().running()).isZero();
  }
}
