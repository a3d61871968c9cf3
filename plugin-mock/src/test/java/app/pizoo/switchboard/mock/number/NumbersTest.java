package app.pizoo.switchboard.mock.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.lookups.v2.PhoneNumber;
import com.twilio.rest.verify.v2.service.Verification;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder()
          .publicUrl(() -> Optional.of(URI.create("http://localhost:9")))
          .webhooks(Map.of("voice_url", "/voice", "sms_url", "/sms"))
          .start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void application_and_number_call_the_server_by_default() {
    Application application =
        Application.fetcher(box.account().voiceApplicationSid()).fetch(twilio);
    assertThat(application.getVoiceUrl()).isEqualTo(URI.create("http://localhost:9/voice"));
    IncomingPhoneNumber number = IncomingPhoneNumber.reader().read(twilio).iterator().next();
    assertThat(number.getPhoneNumber()).hasToString(box.account().from());
    assertThat(number.getSmsUrl()).isEqualTo(URI.create("http://localhost:9/sms"));

    URI other = URI.create("http://localhost:1/voice");
    Application.updater(application.getSid()).setVoiceUrl(other).update(twilio);
    assertThat(Application.fetcher(application.getSid()).fetch(twilio).getVoiceUrl())
        .isEqualTo(other);
  }

  @Test
  void a_new_application_has_no_webhook() {
    Application application = Application.creator().setFriendlyName("Mine").create(twilio);
    assertThat(application.getVoiceUrl()).isNull();
  }

  @Test
  void the_default_line_type_is_mobile() {
    assertThat(lineType()).isEqualTo("mobile");
    box.lineType(PHONE, "landline");
    assertThat(lineType()).isEqualTo("landline");
  }

  @Test
  void a_landline_takes_no_text_but_a_call() {
    box.lineType(PHONE, "landline");
    String service = box.account().verifyServiceSid();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> Verification.creator(service, PHONE, "sms").create(twilio))
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(60205));
    assertThat(Verification.creator(service, PHONE, "call").create(twilio).getStatus())
        .isEqualTo("pending");
  }

  @Test
  void an_invalid_number_is_reported_as_invalid() {
    PhoneNumber tooShort = PhoneNumber.fetcher("+12").fetch(twilio);
    assertThat(tooShort.getValid()).isFalse();
  }

  private String lineType() {
    return PhoneNumber.fetcher(PHONE)
        .setFields("line_type_intelligence")
        .fetch(twilio)
        .getLineTypeIntelligence()
        .getType();
  }
}
