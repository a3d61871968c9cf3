package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that do not answer, or not with TwiML. */
class BrokenProgramTest {
  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  @ParameterizedTest
  @CsvSource({
    "500, text/xml, <Response/>, 11200",
    "404, text/xml, <Response/>, 11200",
    "200, text/plain, Hello, 12300",
    "200, text/xml, <Response><Say>, 12100",
    "200, text/xml, '', 12100",
    "200, text/xml, <!DOCTYPE x [<!ENTITY a 'b'>]><Response/>, 12100",
    "200, text/xml, <Twiml/>, 12102",
    "200, text/xml, <Response><Enqueue>line</Enqueue></Response>, 12200"
  })
  void a_call_without_good_twiml_fails_with_twilios_code(
      int status, String type, String body, int code) {
    room.receiver().answer(status, type, body);
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.problems()).containsExactly(code);
    assertThat(room.status(room.ann().callSid())).isEqualTo(Call.Status.FAILED);
    assertThat(room.ann().isTalking()).isFalse();
  }

  @Test
  void a_document_of_more_than_64_kilobytes_is_refused() {
    room.answers("<Say>" + "x".repeat(65_536) + "</Say>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.problems()).containsExactly(11750);
  }

  @Test
  void nobody_listens_and_the_fallback_is_asked() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    room.answers("/fallback", "<Say>Saved</Say>");
    IncomingPhoneNumber number = IncomingPhoneNumber.reader().read(room.twilio()).iterator().next();
    IncomingPhoneNumber.updater(number.getSid())
        .setVoiceUrl(URI.create("http://127.0.0.1:" + nobody + "/voice"))
        .setVoiceFallbackUrl(URI.create(room.url("/fallback")))
        .update(room.twilio());
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.problems()).containsExactly(11205);
    assertThat(room.ann().hears()).containsExactly("Saved");
    assertThat(room.receiver().next().form())
        .containsEntry("ErrorCode", "11205")
        .containsEntry("ErrorUrl", "http://127.0.0.1:" + nobody + "/voice")
        .containsEntry("From", Switchroom.ANN);
  }

  @Test
  void what_does_not_fit_the_schema_is_left_out_and_shown() {
    room.answers(
        "<Say colour='red' loop='many'>Hello</Say><Shout>!</Shout>"
            + "<Gather><Dial>+14155550124</Dial></Gather>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.ann().hears()).containsExactly("Hello");
    assertThat(room.problems()).containsExactly(12200, 12200, 12200, 12200);
  }

  @Test
  void a_call_that_breaks_in_the_middle_hears_so() {
    room.answers("<Say>Hello</Say><Redirect>/broken</Redirect>");
    room.ann().calls(room.number());
    room.settle();
    room.receiver().answer(500, "text/plain", "oops");
    room.seconds(1);
    assertThat(room.ann().hears().getLast()).contains("application error");
    assertThat(room.status(room.ann().callSid())).isEqualTo(Call.Status.FAILED);
  }

  @Test
  void programs_that_send_a_call_in_a_circle_are_stopped() {
    room.answers("<Redirect/>");
    room.ann().calls(room.number());
    room.settle();
    assertThat(room.status(room.ann().callSid())).isEqualTo(Call.Status.FAILED);
    assertThat(room.received("/voice")).hasSize(1000);
  }

  @Test
  void a_number_without_a_program_fails() {
    IncomingPhoneNumber number =
        IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber("+14155550177"))
            .create(room.twilio());
    room.ann().calls(number.getPhoneNumber().getEndpoint());
    room.settle();
    assertThat(room.problems()).containsExactly(11100);
  }
}
