package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.testing.CallFixture;
import com.twilio.rest.api.v2010.account.Call;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks that do not respond or do not return valid TwiML. */
class InvalidTwimlTest {
  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
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
  void a_call_without_valid_twiml_fails_with_twilios_code(
      int status, String type, String body, int code) {
    fixture.receiver().answer(status, type, body);
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.problems()).containsExactly(code);
    assertThat(fixture.status(fixture.ann().callSid())).isEqualTo(Call.Status.FAILED);
    assertThat(fixture.ann().isTalking()).isFalse();
  }

  @Test
  void a_document_of_more_than_64_kilobytes_is_refused() {
    fixture.answers("<Say>" + "x".repeat(65_536) + "</Say>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.problems()).containsExactly(11750);
  }

  @Test
  void the_fallback_is_requested_if_the_webhook_is_unreachable() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    fixture.answers("/fallback", "<Say>Saved</Say>");
    IncomingPhoneNumber number =
        IncomingPhoneNumber.reader().read(fixture.twilio()).iterator().next();
    IncomingPhoneNumber.updater(number.getSid())
        .setVoiceUrl(URI.create("http://127.0.0.1:" + nobody + "/voice"))
        .setVoiceFallbackUrl(URI.create(fixture.url("/fallback")))
        .update(fixture.twilio());
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.problems()).containsExactly(11205);
    assertThat(fixture.ann().hears()).containsExactly("Saved");
    assertThat(fixture.receiver().next().form())
        .containsEntry("ErrorCode", "11205")
        .containsEntry("ErrorUrl", "http://127.0.0.1:" + nobody + "/voice")
        .containsEntry("From", CallFixture.ANN);
  }

  @Test
  void schema_violations_are_ignored_and_reported() {
    fixture.answers(
        "<Say colour='red' loop='many'>Hello</Say><Shout>!</Shout>"
            + "<Gather><Dial>+14155550124</Dial></Gather>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.ann().hears()).containsExactly("Hello");
    assertThat(fixture.problems()).containsExactly(12200, 12200, 12200, 12200);
  }

  @Test
  void a_caller_hears_of_an_application_error_in_the_middle() {
    fixture.answers("<Say>Hello</Say><Redirect>/broken</Redirect>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    fixture.receiver().answer(500, "text/plain", "oops");
    fixture.seconds(1);
    assertThat(fixture.ann().hears().getLast()).contains("application error");
    assertThat(fixture.status(fixture.ann().callSid())).isEqualTo(Call.Status.FAILED);
  }

  @Test
  void a_redirect_loop_is_stopped() {
    fixture.answers("<Redirect/>");
    fixture.ann().calls(fixture.number());
    fixture.awaitIdle();
    assertThat(fixture.status(fixture.ann().callSid())).isEqualTo(Call.Status.FAILED);
    assertThat(fixture.received("/voice")).hasSize(1000);
  }

  @Test
  void a_call_to_a_number_without_a_webhook_fails() {
    IncomingPhoneNumber number =
        IncomingPhoneNumber.creator(new com.twilio.type.PhoneNumber("+14155550177"))
            .create(fixture.twilio());
    fixture.ann().calls(number.getPhoneNumber().getEndpoint());
    fixture.awaitIdle();
    assertThat(fixture.problems()).containsExactly(11100);
  }
}
