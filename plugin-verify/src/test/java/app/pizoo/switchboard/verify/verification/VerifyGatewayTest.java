package app.pizoo.switchboard.verify.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.testing.CannedTwilioClient;
import app.pizoo.switchboard.testing.StandaloneService;
import app.pizoo.switchboard.twilio.IncompleteResponse;
import app.pizoo.switchboard.twilio.TwilioAccount;
import app.pizoo.switchboard.verify.Fixture;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Code;
import app.pizoo.switchboard.verify.request.Recipient;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyGatewayTest {
  private static final Recipient ALICE = Fixture.phone("+12025550123");
  private static final Code RIGHT = new Code("123456");
  private static final Code WRONG = new Code("000000");

  private final TwilioBox box = TwilioBox.start(0);
  private final StandaloneService<TwilioAccount> account = Fixture.account(box);
  private final VerifyGateway gateway =
      new VerifyGateway(account.get().client(), box.account().verifyServiceSid());

  @AfterEach
  void close() {
    account.close();
    box.close();
  }

  @ParameterizedTest
  @CsvSource({"SMS, sms", "VOICE, call", "WHATSAPP, whatsapp"})
  void a_code_arrives_through_each_channel(Channel channel, String twilioName) {
    String sid = start(channel);

    assertThat(sid).startsWith("VE");
    assertThat(box.mailbox(ALICE.value()))
        .singleElement()
        .extracting(ReceivedMessage::channel, ReceivedMessage::code)
        .containsExactly(twilioName, "123456");
  }

  @Test
  void within_its_validity_the_same_verification_is_sent_again() {
    assertThat(start(Channel.SMS)).isEqualTo(start(Channel.VOICE));
  }

  @Test
  void a_code_is_wrong_or_right_and_unusable_after_use() {
    Optional<String> sid = Optional.of(start(Channel.SMS));

    assertThat(gateway.check(sid, ALICE, WRONG)).isEqualTo(CheckOutcome.WRONG);
    assertThat(gateway.check(sid, ALICE, RIGHT)).isEqualTo(CheckOutcome.APPROVED);
    assertThat(gateway.check(sid, ALICE, RIGHT)).isEqualTo(CheckOutcome.GONE);
  }

  @Test
  void without_a_sid_the_recipients_verification_is_checked() {
    start(Channel.SMS);

    assertThat(gateway.check(Optional.empty(), ALICE, RIGHT)).isEqualTo(CheckOutcome.APPROVED);
  }

  @Test
  void an_expired_code_is_not_found() {
    Optional<String> sid = Optional.of(start(Channel.SMS));
    box.clock().advance(Verifications.VALIDITY);

    assertThat(gateway.check(sid, ALICE, RIGHT)).isEqualTo(CheckOutcome.GONE);
  }

  @Test
  void the_sixth_check_finds_the_verification_exhausted() {
    Optional<String> sid = Optional.of(start(Channel.SMS));
    for (int i = 0; i < Verifications.MAX_CHECKS; i++) {
      assertThat(gateway.check(sid, ALICE, WRONG)).isEqualTo(CheckOutcome.WRONG);
    }

    assertThat(gateway.check(sid, ALICE, RIGHT)).isEqualTo(CheckOutcome.EXHAUSTED);
  }

  private String start(Channel channel) {
    return ((StartOutcome.Pending) gateway.start(ALICE, channel)).sid();
  }

  @Test
  void a_response_without_sid_or_status_is_no_success() {
    VerifyGateway incomplete =
        new VerifyGateway(new CannedTwilioClient(201, "{}"), "VA" + "0".repeat(32));
    assertThatThrownBy(() -> incomplete.start(ALICE, Channel.SMS))
        .isInstanceOf(IncompleteResponse.class);
    assertThatThrownBy(() -> incomplete.check(Optional.empty(), ALICE, RIGHT))
        .isInstanceOf(IncompleteResponse.class);
  }
}
