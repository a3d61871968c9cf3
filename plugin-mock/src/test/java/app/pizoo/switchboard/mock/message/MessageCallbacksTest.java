package app.pizoo.switchboard.mock.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.security.RequestValidator;
import com.twilio.type.PhoneNumber;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageCallbacksTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder()
          .clock(BoxClock.manual(Instant.parse("2026-11-24T10:20:00Z")))
          .publicUrl(() -> Optional.of(URI.create(address())))
          .webhooks(Map.of("sms_url", "/api/twilio/sms/incoming"))
          .start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final String from = box.account().from();
  private WebhookReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    receiver.close();
    box.close();
  }

  private String address() {
    return receiver.url("");
  }

  @Test
  void every_state_is_reported_signed() throws Exception {
    Message message = send();
    box.clock().advance(Duration.ofSeconds(1));
    for (String status : new String[] {"queued", "sent", "delivered"}) {
      WebhookReceiver.Received report = receiver.next();
      assertThat(report.form())
          .containsEntry("MessageStatus", status)
          .containsEntry("SmsStatus", status)
          .containsEntry("MessageSid", message.getSid())
          .containsEntry("AccountSid", box.account().accountSid())
          .containsEntry("To", PHONE)
          .containsEntry("From", from)
          .doesNotContainKey("ErrorCode");
      assertThat(report.form().get("RawDlrDoneDate"))
          .isEqualTo(status.equals("delivered") ? "2611241020" : null);
      assertSigned(report);
    }
  }

  @Test
  void a_message_that_cannot_be_delivered_says_why() throws Exception {
    box.undeliverable(PHONE, 30003);
    Message message = send();
    box.clock().advance(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo("queued");
    assertThat(status()).isEqualTo("sent");
    assertThat(receiver.next().form())
        .containsEntry("MessageStatus", "undelivered")
        .containsEntry("ErrorCode", "30003");
    Message fetched = Message.fetcher(message.getSid()).fetch(twilio);
    assertThat(fetched.getStatus()).isEqualTo(Message.Status.UNDELIVERED);
    assertThat(fetched.getErrorCode()).isEqualTo(30003);
  }

  @Test
  void states_can_arrive_in_the_wrong_order() throws Exception {
    box.faults().add("/status", 1, new Faults.Swap());
    send();
    box.clock().advance(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo("sent");
    assertThat(status()).isEqualTo("queued");
    assertThat(status()).isEqualTo("delivered");
  }

  @Test
  void an_inbound_message_goes_to_the_servers_own_route() throws Exception {
    String sid = box.sendMessage(PHONE, "Hi & bye");
    WebhookReceiver.Received asked = receiver.next();
    assertThat(asked.url()).hasPath("/api/twilio/sms/incoming");
    assertThat(asked.form())
        .containsEntry("MessageSid", sid)
        .containsEntry("From", PHONE)
        .containsEntry("To", from)
        .containsEntry("Body", "Hi & bye")
        .containsEntry("SmsStatus", "received");
    assertSigned(asked);
  }

  @Test
  void an_inbound_message_goes_where_its_number_says() throws Exception {
    IncomingPhoneNumber number = IncomingPhoneNumber.reader().read(twilio).iterator().next();
    IncomingPhoneNumber.updater(number.getSid())
        .setSmsUrl(URI.create(receiver.url("/other")))
        .update(twilio);
    box.sendMessage(PHONE, "Hi");
    assertThat(receiver.next().url()).hasPath("/other");
  }

  @Test
  void a_reply_in_twiml_reaches_the_sender() throws Exception {
    receiver.answer(200, "text/xml", "<Response><Message>One &amp; all</Message></Response>");
    box.sendMessage(PHONE, "Hi");
    assertThat(received().body()).isEqualTo("One & all");
    assertThat(received().from()).isEqualTo(from);
  }

  @Test
  void a_recipient_that_sent_stop_gets_no_messages_until_start() throws Exception {
    box.sendMessage(PHONE, " stop ");
    assertThat(code()).isEqualTo(21610);
    box.sendMessage(PHONE, "START");
    assertThat(code()).isZero();
  }

  private int code() {
    try {
      Message.creator(new PhoneNumber(PHONE), new PhoneNumber(from), "Hello").create(twilio);
      return 0;
    } catch (com.twilio.exception.ApiException refused) {
      return refused.getCode();
    }
  }

  private ReceivedMessage received() throws Exception {
    // The answer is carried out after the recipient sent it; the clock has no part in that.
    Eventually.isTrue("something arrives", () -> !box.mailbox(PHONE).isEmpty());
    return box.mailbox(PHONE).getFirst();
  }

  private Message send() {
    return Message.creator(new PhoneNumber(PHONE), new PhoneNumber(from), "Hello")
        .setStatusCallback(URI.create(receiver.url("/status")))
        .create(twilio);
  }

  private String status() throws InterruptedException {
    return receiver.next().form().getOrDefault("MessageStatus", "");
  }

  private void assertSigned(WebhookReceiver.Received report) {
    assertThat(
            new RequestValidator(box.account().authToken())
                .validate(
                    report.url().toString(),
                    Map.copyOf(report.form()),
                    report.header("X-twilio-signature")))
        .isTrue();
  }
}
