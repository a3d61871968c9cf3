package app.pizoo.switchboard.mock.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.BoxInternals;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.verify.v2.VerificationAttemptsSummary;
import com.twilio.rest.verify.v2.service.Verification;
import com.twilio.rest.verify.v2.service.VerificationCheck;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyApiTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.manual(Instant.parse("2026-11-24T00:00:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);

  @AfterEach
  void close() {
    box.close();
  }

  @ParameterizedTest
  @CsvSource({
    "sms, +14155550123",
    "call, +14155550123",
    "whatsapp, +14155550123",
    "email, ann@example.com"
  })
  void a_code_arrives_and_is_accepted_once(String channel, String to) {
    Verification started = start(to, channel);
    assertThat(started.getStatus()).isEqualTo("pending");
    assertThat(started.getChannel()).hasToString(channel);

    ReceivedMessage received = box.mailbox(to).getFirst();
    assertThat(received.channel()).isEqualTo(channel);
    assertThat(received.code()).isEqualTo("123456");
    assertThat(received.body()).contains("123456");

    assertThat(check(to, "123456").getStatus()).isEqualTo("approved");
    assertThatCodeIs(20404, 404, () -> check(to, "123456"));
    assertThat(box.mailbox(to).getFirst().status()).isEqualTo("approved");
    assertThat(BoxInternals.feed(box).recent())
        .filteredOn(event -> event.type().equals("verification.approved"))
        .extracting(event -> event.data().getString("sid"))
        .containsExactly(started.getSid());
  }

  @Test
  void a_wrong_code_leaves_the_verification_pending() {
    start(PHONE, "sms");
    VerificationCheck check = check(PHONE, "999999");
    assertThat(check.getStatus()).isEqualTo("pending");
    assertThat(check.getValid()).isFalse();
  }

  @Test
  void a_code_that_was_never_sent_is_not_found() {
    assertThatCodeIs(20404, 404, () -> check(PHONE, "123456"));
  }

  @Test
  void a_code_is_over_after_ten_minutes() {
    start(PHONE, "sms");
    box.clock().advance(Duration.ofMinutes(10).minusMillis(1));
    assertThat(check(PHONE, "000000").getStatus()).isEqualTo("pending");
    box.clock().advance(Duration.ofMillis(1));
    assertThatCodeIs(20404, 404, () -> check(PHONE, "123456"));
  }

  @Test
  void the_sixth_check_is_refused_even_with_the_right_code() {
    start(PHONE, "sms");
    for (int i = 0; i < 5; i++) {
      assertThat(check(PHONE, "000000").getStatus()).isEqualTo("pending");
    }
    assertThatCodeIs(60202, 429, () -> check(PHONE, "123456"));
    box.clock().advance(Duration.ofMinutes(10));
    start(PHONE, "sms");
    assertThat(check(PHONE, "123456").getStatus()).isEqualTo("approved");
  }

  @Test
  void the_same_code_is_sent_again_up_to_five_times() {
    String sid = start(PHONE, "sms").getSid();
    box.verificationCode("777777");
    for (int i = 0; i < 4; i++) {
      assertThat(start(PHONE, "call").getSid()).isEqualTo(sid);
    }
    assertThat(box.mailbox(PHONE)).hasSize(5).allMatch(sent -> sent.code().equals("123456"));
    assertThatCodeIs(60203, 429, () -> start(PHONE, "sms"));
    box.clock().advance(Duration.ofMinutes(10));
    assertThat(start(PHONE, "sms").getSid()).isNotEqualTo(sid);
    assertThat(check(PHONE, "777777").getStatus()).isEqualTo("approved");
  }

  @ParameterizedTest
  @CsvSource({"12345, sms", "+0123, sms", "ann@example.com, sms", "+14155550123, email"})
  void a_receiver_that_does_not_fit_the_channel_is_refused(String to, String channel) {
    assertThatCodeIs(60200, 400, () -> start(to, channel));
  }

  @Test
  void a_strange_channel_is_refused() {
    assertThatCodeIs(60200, 400, () -> start(PHONE, "pigeon"));
  }

  @Test
  void a_code_of_impossible_length_is_refused() {
    start(PHONE, "sms");
    assertThatCodeIs(60200, 400, () -> check(PHONE, "123"));
  }

  @Test
  void a_canceled_verification_is_over() {
    String sid = start(PHONE, "sms").getSid();
    String service = box.account().verifyServiceSid();
    Verification.updater(service, sid, Verification.Status.CANCELED).update(twilio);
    assertThatCodeIs(20404, 404, () -> Verification.fetcher(service, sid).fetch(twilio));
  }

  @Test
  void a_service_that_does_not_exist_is_not_found() {
    String other = "VA" + "0".repeat(32);
    assertThatCodeIs(20404, 404, () -> Verification.creator(other, PHONE, "sms").create(twilio));
  }

  @Test
  void the_summary_counts_what_was_typed_in() {
    start(PHONE, "sms");
    check(PHONE, "123456");
    start("+14155550124", "sms");
    VerificationAttemptsSummary summary = VerificationAttemptsSummary.fetcher().fetch(twilio);
    assertThat(summary.getTotalAttempts()).isEqualTo(2);
    assertThat(summary.getTotalConverted()).isEqualTo(1);
    assertThat(summary.getConversionRatePercentage()).hasToString("50.00");
  }

  @Test
  void wrong_credentials_are_refused() {
    TwilioRestClient stranger = BoxTwilioClient.of(box, box.account().apiKeySid(), "guess");
    assertThatCodeIs(
        20003,
        401,
        () ->
            Verification.creator(box.account().verifyServiceSid(), PHONE, "sms").create(stranger));
  }

  private Verification start(String to, String channel) {
    return Verification.creator(box.account().verifyServiceSid(), to, channel).create(twilio);
  }

  private VerificationCheck check(String to, String code) {
    return VerificationCheck.creator(box.account().verifyServiceSid())
        .setTo(to)
        .setCode(code)
        .create(twilio);
  }

  private static void assertThatCodeIs(int code, int status, Runnable request) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(request::run)
        .satisfies(error -> {
          assertThat(error.getCode()).isEqualTo(code);
          assertThat(error.getStatusCode()).isEqualTo(status);
        });
  }
}
