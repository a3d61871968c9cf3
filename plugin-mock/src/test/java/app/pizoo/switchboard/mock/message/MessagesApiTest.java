package app.pizoo.switchboard.mock.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.testing.BoxTwilioClient;
import com.twilio.exception.ApiException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.type.PhoneNumber;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesApiTest {
  private static final String PHONE = "+14155550123";

  private final TwilioBox box =
      TwilioBox.builder().clock(BoxClock.manual(Instant.parse("2026-11-24T00:00:00Z"))).start();
  private final TwilioRestClient twilio = BoxTwilioClient.of(box);
  private final String from = box.account().from();

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void a_mailbox_is_found_by_an_unescaped_number() throws Exception {
    send(PHONE, from, "Hello");
    URI address = box.address().resolve("/box/inbox?to=" + PHONE);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(address).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"body\":\"Hello\"");
    }
  }

  @Test
  void a_message_is_queued_then_sent_then_delivered() {
    Message message = send(PHONE, from, "Hello");
    assertThat(message.getStatus()).isEqualTo(Message.Status.QUEUED);
    assertThat(box.mailbox(PHONE).getFirst().body()).isEqualTo("Hello");

    List<Message.Status> states = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      box.clock().advance(Duration.ofMillis(150));
      states.add(fetch(message.getSid()).getStatus());
    }
    assertThat(states).containsExactly(Message.Status.SENT, Message.Status.DELIVERED);
  }

  @Test
  void a_messaging_service_accepts_first() {
    Message message =
        Message.creator(new PhoneNumber(PHONE), "MG" + "0".repeat(32), "Hello").create(twilio);
    assertThat(message.getStatus()).isEqualTo(Message.Status.ACCEPTED);
    assertThat(message.getFrom()).isNull();
    box.clock().advance(Duration.ofSeconds(1));
    assertThat(fetch(message.getSid()).getFrom()).hasToString(from);
  }

  @Test
  void messages_are_listed_newest_first_over_several_pages() {
    for (int i = 0; i < 7; i++) {
      send(PHONE, from, "number " + i);
    }
    send("+14155550199", from, "to somebody else");
    List<String> bodies = new ArrayList<>();
    Message.reader()
        .setTo(new PhoneNumber(PHONE))
        .pageSize(3)
        .read(twilio)
        .forEach(message -> bodies.add(message.getBody()));
    assertThat(bodies)
        .containsExactly(
            "number 6", "number 5", "number 4", "number 3", "number 2", "number 1", "number 0");
  }

  @Test
  void a_deleted_message_is_gone() {
    String sid = send(PHONE, from, "Hello").getSid();
    assertThat(Message.deleter(sid).delete(twilio)).isTrue();
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> fetch(sid))
        .satisfies(error -> assertThat(error.getCode()).isEqualTo(20404));
  }

  @Test
  void a_redacted_message_has_no_text() {
    String sid = send(PHONE, from, "Hello").getSid();
    Message.updater(sid).setBody("").update(twilio);
    assertThat(fetch(sid).getBody()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, 21211",
    "+15005550002, 21612",
    "+15005550003, 21408",
    "+15005550004, 21610",
    "+15005550009, 21614",
    "12345, 21211"
  })
  void a_receiver_that_cannot_be_reached_is_refused(String to, int code) {
    assertThatCodeIs(code, to, from, "Hello");
  }

  @ParameterizedTest
  @CsvSource({
    "+15005550001, 21212",
    "+15005550007, 21606",
    "+15005550008, 21611",
    "+14155559999, 21606"
  })
  void a_sender_that_cannot_send_is_refused(String sender, int code) {
    assertThatCodeIs(code, PHONE, sender, "Hello");
  }

  @Test
  void a_text_that_is_too_long_is_refused() {
    assertThatCodeIs(21617, PHONE, from, "x".repeat(1601));
    assertThat(send(PHONE, from, "x".repeat(1600)).getNumSegments()).isEqualTo("11");
  }

  private void assertThatCodeIs(int code, String to, String sender, String body) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> send(to, sender, body))
        .satisfies(error -> {
          assertThat(error.getCode()).isEqualTo(code);
          assertThat(error.getStatusCode()).isEqualTo(400);
        });
  }

  private Message send(String to, String sender, String body) {
    return Message.creator(new PhoneNumber(to), new PhoneNumber(sender), body).create(twilio);
  }

  private Message fetch(String sid) {
    return Message.fetcher(sid).fetch(twilio);
  }
}
