package app.pizoo.switchboard.sms;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.Request;
import app.pizoo.switchboard.spi.http.Response;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsWebhooksTest {
  private static final String ALICE = "%2B12025550123";

  private final Fixture fixture = new Fixture();
  private final SmsRoutes routes = fixture.routes();
  private int inbound;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void states_move_forward_and_callbacks_are_answered_without_content() {
    send();
    for (String status : List.of("sending", "sent", "delivered")) {
      assertThat(status(status).status()).isEqualTo(204);
      assertThat(fixture.status(sid())).contains(status);
    }
  }

  @Test
  void late_and_repeated_callbacks_change_nothing() {
    send();
    status("sent");
    status("delivered");
    status("sent");
    status("queued");
    status("delivered");

    assertThat(fixture.status(sid())).contains("delivered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"delivered", "undelivered", "failed", "canceled"})
  void the_first_end_is_the_end(String end) {
    send();
    status(end);
    for (DeliveryStatus later : DeliveryStatus.values()) {
      status(later.twilioName());
    }

    assertThat(fixture.status(sid())).contains(end);
  }

  @Test
  void callbacks_in_any_order_and_repeated_end_as_delivered() {
    Random random = new Random(7);
    List<String> callbacks =
        new ArrayList<>(List.of("queued", "sending", "sent", "sent", "delivered", "delivered"));
    for (int i = 0; i < 100; i++) {
      String sid = "SM%032x".formatted(i);
      Collections.shuffle(callbacks, random);
      callbacks.forEach(status -> status(sid, status));
      assertThat(fixture.status(sid)).as("%s", callbacks).contains("delivered");
    }
  }

  @Test
  void a_callback_that_arrives_before_the_response_to_the_send_is_stored() throws Exception {
    fixture.box.faults().add("/Messages", 1, new Faults.DelayWithin(Duration.ofSeconds(8)));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> sending = threads.submit(this::send);
      Eventually.isTrue("sent", () -> !fixture.box.mailbox("+12025550123").isEmpty());
      status("sent");
      assertThat(sending.isDone()).isFalse();
      fixture.box.faults().clear();
      sending.get();
    }

    assertThat(fixture.status(sid())).contains("sent");
  }

  @Test
  void callbacks_that_mean_nothing_here_are_taken_and_forgotten() {
    String sid = "SM" + "1".repeat(32);
    assertThat(routes.status(form("MessageSid=" + sid + "&MessageStatus=new")).status())
        .isEqualTo(204);
    assertThat(routes.status(form("MessageStatus=sent")).status()).isEqualTo(204);
    assertThat(fixture.status(sid)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        "Stop.",
        " StopAll ",
        "UNSUBSCRIBE",
        "cancel",
        "End",
        "quit",
        "revoke",
        "OptOut",
        "opt-out",
        "STOP ALL!",
        "\u201cStop.\u201d",
        "\uff33\uff34\uff2f\uff30",
        "Stop\u2026",
        "stop\u200b",
        "STOP \ud83d\uded1"
      })
  void a_sender_of_stop_gets_no_more_messages(String text) {
    incoming(text);

    assertOptedOut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "UNSTOP", "Yes"})
  void a_sender_of_start_gets_messages_again(String text) {
    incoming("STOP");
    incoming(text);

    assertThatCode(this::send).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HELP", "please stop", "don't stop", "weekend", "", "!", "I quit smoking"})
  void other_texts_change_nothing(String text) {
    incoming(text);
    assertThatCode(this::send).doesNotThrowAnyException();

    incoming("STOP");
    incoming(text);
    assertOptedOut();
  }

  @Test
  void what_twilio_made_of_a_message_counts_more_than_its_text() {
    routes.incoming(form("MessageSid=SM1&From=" + ALICE + "&Body=arret&OptOutType=STOP"));
    assertOptedOut();

    routes.incoming(form("MessageSid=SM2&From=" + ALICE + "&Body=STOP&OptOutType=START"));
    assertThatCode(this::send).doesNotThrowAnyException();

    routes.incoming(form("MessageSid=SM3&From=" + ALICE + "&Body=STOP&OptOutType=HELP"));
    assertThatCode(this::send).doesNotThrowAnyException();
  }

  @Test
  void a_stop_that_is_delivered_twice_does_not_undo_a_later_start() {
    String stop = "MessageSid=SM1&From=" + ALICE + "&Body=STOP";
    routes.incoming(form(stop));
    routes.incoming(form("MessageSid=SM2&From=" + ALICE + "&Body=START"));
    routes.incoming(form(stop));

    assertThatCode(this::send).doesNotThrowAnyException();
  }

  @Test
  void senders_that_are_no_phone_numbers_are_left_alone() {
    routes.incoming(form("MessageSid=SM1&From=12345&Body=STOP"));
    routes.incoming(form("MessageSid=SM2&From=whatsapp%3A" + ALICE + "&Body=STOP"));

    assertThatCode(this::send).doesNotThrowAnyException();
  }

  @Test
  void inbound_messages_are_answered_by_empty_twiml() {
    Response reply = incoming("Hi");

    assertThat(reply.headers().get("Content-Type")).startsWith("text/xml");
    assertThat(reply.text()).endsWith("<Response/>");
  }

  @Test
  void an_opt_out_holds_no_number() {
    incoming("STOP");

    assertThat(
            fixture.database.query(
                "SELECT recipient, masked FROM sms_opt_outs",
                row -> row.getString(1) + row.getString(2)))
        .singleElement()
        .asString()
        .doesNotContain("2025550123");
  }

  private void assertOptedOut() {
    int before = fixture.box.requests().size();
    assertThatThrownBy(this::send)
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(TwilioProblemCodes.DESTINATION_UNAVAILABLE);
    assertThat(fixture.box.requests()).hasSize(before);
  }

  private void send() {
    routes.send(
        Request.of("POST", "http://127.0.0.1/api/twilio/sms/send")
            .withBody(
                "application/json", "{\"to\":\"+12025550123\",\"body\":\"Hi\"}".getBytes(UTF_8)));
  }

  /** The message that was sent. */
  private String sid() {
    return fixture.box.mailbox("+12025550123").getFirst().sid();
  }

  private Response status(String status) {
    return status(sid(), status);
  }

  private Response status(String sid, String status) {
    return routes.status(form("MessageSid=" + sid + "&To=" + ALICE + "&MessageStatus=" + status));
  }

  private Response incoming(String text) {
    return routes.incoming(
        form(
            "MessageSid=SM%d&From=%s&Body=%s"
                .formatted(++inbound, ALICE, URLEncoder.encode(text, UTF_8))));
  }

  private static Request form(String body) {
    return Request.of("POST", "http://127.0.0.1/api/twilio/sms")
        .withBody("application/x-www-form-urlencoded", body.getBytes(UTF_8));
  }
}
