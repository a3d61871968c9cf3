package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.InboxMessage;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.testing.Borrowed;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmsGatewayTest {
  private final TwilioBox box = TwilioBox.start(0);
  private final Borrowed<TwilioAccount> account = Fixture.account(box);

  @AfterEach
  void close() {
    account.close();
    box.close();
  }

  @Test
  void a_message_arrives_from_the_accounts_number() {
    PhoneNumber from = PhoneNumber.parse(box.account().from(), "from");
    SendOutcome outcome = send(new Sender.From(from), "+12025550123");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class,
            accepted -> {
              assertThat(accepted.sid()).startsWith("SM");
              assertThat(accepted.status()).isEqualTo("queued");
            });
    assertThat(box.inbox("+12025550123"))
        .singleElement()
        .extracting(InboxMessage::from, InboxMessage::body)
        .containsExactly(box.account().from(), "Hello");
  }

  @Test
  void a_messaging_service_accepts_before_it_queues() {
    SendOutcome outcome = send(new Sender.MessagingService("MG" + "0".repeat(32)), "+12025550123");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SendOutcome.Accepted.class,
            accepted -> assertThat(accepted.status()).isEqualTo("accepted"));
  }

  @Test
  void a_recipient_that_told_twilio_to_stop_has_opted_out() {
    PhoneNumber from = PhoneNumber.parse(box.account().from(), "from");

    // Twilio's own number for this case.
    assertThat(send(new Sender.From(from), "+15005550004"))
        .isInstanceOf(SendOutcome.OptedOut.class);
  }

  private SendOutcome send(Sender sender, String to) {
    return new SmsGateway(account.get().client(), sender, () -> URI.create("http://127.0.0.1:1"))
        .send(PhoneNumber.parse(to, "to"), "Hello", "order1");
  }
}
