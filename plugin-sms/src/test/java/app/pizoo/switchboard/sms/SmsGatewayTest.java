package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.testing.CannedTwilioClient;
import app.pizoo.switchboard.testing.StandaloneService;
import app.pizoo.switchboard.twilio.IncompleteResponse;
import app.pizoo.switchboard.twilio.Listing;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SmsGatewayTest {
  private final TwilioBox box = TwilioBox.start(0);
  private final StandaloneService<TwilioAccount> account = Fixture.account(box);

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
    assertThat(box.mailbox("+12025550123"))
        .singleElement()
        .extracting(ReceivedMessage::from, ReceivedMessage::body)
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
  void a_recipient_who_sent_stop_to_twilio_has_opted_out() {
    PhoneNumber from = PhoneNumber.parse(box.account().from(), "from");

    // Twilio's own number for this case.
    assertThat(send(new Sender.From(from), "+15005550004"))
        .isInstanceOf(SendOutcome.OptedOut.class);
  }

  @Test
  void a_list_of_mostly_received_messages_reports_where_it_was_cut_off() {
    Instant begin = Instant.now().minusSeconds(60);
    PhoneNumber from = PhoneNumber.parse(box.account().from(), "from");
    send(new Sender.From(from), "+12025550123");
    for (int i = 0; i < 3; i++) {
      box.sendMessage("+12025550124", "Hello");
    }

    Listing<SmsGateway.Found> cut = gateway(new Sender.From(from)).since(begin, 3);
    assertThat(cut.items()).isEmpty();
    assertThat(cut.reaches(begin)).as("what was sent is missing").isFalse();

    Listing<SmsGateway.Found> whole = gateway(new Sender.From(from)).since(begin, 5);
    assertThat(whole.items()).extracting(SmsGateway.Found::to).containsExactly("+12025550123");
    assertThat(whole.reaches(begin)).isTrue();
  }

  private SmsGateway gateway(Sender sender) {
    return new SmsGateway(account.get().client(), sender, () -> URI.create("http://127.0.0.1:1"));
  }

  private SendOutcome send(Sender sender, String to) {
    return gateway(sender).send(PhoneNumber.parse(to, "to"), "Hello", "order1");
  }

  @Test
  void a_response_without_sid_or_status_is_no_success() {
    Sender sender = new Sender.From(PhoneNumber.parse("+12025550100", "from"));
    PhoneNumber to = PhoneNumber.parse("+12025550123", "to");
    String sid = "SM" + "1".repeat(32);
    for (String body : List.of("{}", "{\"sid\":\"" + sid + "\"}", "{\"status\":\"queued\"}")) {
      SmsGateway gateway =
          new SmsGateway(
              new CannedTwilioClient(201, body), sender, () -> URI.create("http://127.0.0.1"));
      assertThatThrownBy(() -> gateway.send(to, "Hello", "1"))
          .isInstanceOf(IncompleteResponse.class);
      assertThatThrownBy(() -> gateway.fetch(sid)).isInstanceOf(IncompleteResponse.class);
    }
  }
}
