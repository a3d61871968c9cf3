package app.pizoo.switchboard.mock.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.feed.ActivityFeed;
import app.pizoo.switchboard.mock.testing.WebhookReceiver;
import com.twilio.security.RequestValidator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedWebhooksTest {
  private static final String TOKEN = "12345";

  private final BoxClock clock = BoxClock.manual(Instant.EPOCH);
  private final ActivityFeed events = new ActivityFeed(clock);
  private final Faults faults = new Faults();
  private final SignedWebhooks webhooks =
      new SignedWebhooks(TOKEN, clock, events, faults, WebhookHosts.LOOPBACK);
  private WebhookReceiver receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = new WebhookReceiver();
  }

  @AfterEach
  void close() {
    webhooks.close();
    receiver.close();
  }

  @Test
  void a_webhook_arrives_signed_with_twilios_headers() throws Exception {
    send("/status?a=b#rc=1");
    WebhookReceiver.Received received = receiver.next();
    assertThat(received.form()).isEqualTo(Map.of("CallSid", "CA1", "Body", "a & ü"));
    assertThat(received.url().getRawFragment()).isNull();
    assertThat(received.header("User-agent")).isEqualTo("TwilioProxy/1.1");
    assertThat(received.header("I-twilio-idempotency-token")).isNotEmpty();
    assertThat(
            new RequestValidator(TOKEN)
                .validate(
                    received.url().toString(),
                    received.form(),
                    received.header("X-twilio-signature")))
        .isTrue();
  }

  @Test
  void however_many_times_to_connect_are_asked_for_no_connections_stay_behind() throws Exception {
    long before = selectors();
    for (int millis = 100; millis < 160; millis++) {
      send("/status#ct=" + millis);
    }
    // Tests beside this one may have clients, too.
    long max = before + 30;
    Eventually.isTrue("no more than " + max + " stay", () -> selectors() <= max);
  }

  @Test
  void an_answer_that_never_ends_times_out() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(() -> {
            try (Socket socket = listener.accept()) {
              socket.getInputStream().read(new byte[8192]);
              socket.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n<Resp".getBytes(US_ASCII));
              while (socket.getInputStream().read() >= 0) {
                // Until the box has given up.
              }
            } catch (IOException closed) {
              // The end of the test.
            }
          });
      String url = "http://127.0.0.1:" + listener.getLocalPort() + "/in#rt=300&rc=0";
      WebhookResponse answer =
          webhooks.send(new Webhook("CA1", "POST", url, List.of(field("a", "b")))).join();
      assertThat(answer.error()).isEqualTo(11200);
      assertThat(answer.status()).isZero();
    }
  }

  /** The threads of Java's HTTP clients, one each. */
  private static long selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("SelectorManager"))
        .count();
  }

  @Test
  void a_get_carries_and_signs_the_fields_in_its_address() throws Exception {
    webhooks
        .send(new Webhook("CA1", "GET", receiver.url("/in?a=b"), List.of(field("Digits", "1 2"))))
        .join();
    WebhookReceiver.Received received = receiver.next();
    assertThat(received.url().getRawQuery()).isEqualTo("a=b&Digits=1+2");
    assertThat(
            new RequestValidator(TOKEN)
                .validate(
                    received.url().toString(), Map.of(), received.header("X-twilio-signature")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 500, 1",
    "#rc=2, 500, 1",
    "#rc=2&rp=5xx, 500, 3",
    "#rc=2&rp=5xx, 404, 1",
    "#rc=1&rp=4xx, 404, 2",
    "#rc=1&rp=4xx%2C5xx, 503, 0",
    "'#rc=3&rp=ct,5xx', 503, 4",
    "#rc=5&rp=all, 404, 6",
    "#rc=99&rp=all, 404, 6",
    "#rc=0&rp=all, 500, 1"
  })
  void a_refused_webhook_is_repeated_as_its_address_asks(String fragment, int status, int sent)
      throws Exception {
    for (int i = 0; i < sent; i++) {
      receiver.answer(status, "", "");
    }
    WebhookResponse answer = send("/status" + fragment);
    String token = "";
    for (int i = 0; i < sent; i++) {
      String dedicated = receiver.next().header("I-twilio-idempotency-token");
      assertThat(dedicated).isEqualTo(i == 0 ? dedicated : token);
      token = dedicated;
    }
    assertThat(receiver.isEmpty()).isTrue();
    assertThat(answer.error()).isEqualTo(sent == 0 ? 11243 : 11200);
  }

  @ParameterizedTest
  @CsvSource({"'', 2", "#rc=0, 1", "#rc=3, 4", "#rc=3&rp=5xx, 1"})
  void a_failed_connection_is_retried_once_by_default(String fragment, int attempts)
      throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    WebhookResponse answer =
        webhooks
            .send(new Webhook("CA1", "POST", "http://127.0.0.1:" + port + fragment, List.of()))
            .join();
    assertThat(answer).isEqualTo(WebhookResponse.none(11205));
    assertThat(events.recent()).hasSize(attempts);
  }

  @Test
  void a_redirect_is_followed_without_the_fields() throws Exception {
    receiver.redirect("/other");
    send("/first");
    assertThat(receiver.next().method()).isEqualTo("POST");
    WebhookReceiver.Received second = receiver.next();
    assertThat(second.method()).isEqualTo("GET");
    assertThat(second.form()).isEmpty();
    assertThat(
            new RequestValidator(TOKEN)
                .validate(receiver.url("/other"), Map.of(), second.header("X-twilio-signature")))
        .isTrue();
  }

  @Test
  void webhooks_about_one_resource_arrive_in_order() throws Exception {
    for (int i = 0; i < 20; i++) {
      enqueue(String.valueOf(i));
    }
    for (int i = 0; i < 20; i++) {
      assertThat(receiver.next().form()).containsEntry("n", String.valueOf(i));
    }
  }

  @Test
  void a_lost_webhook_never_arrives() throws Exception {
    faults.add("/status", 1, new Faults.Lose());
    enqueue("1");
    enqueue("2");
    assertThat(receiver.next().form()).containsEntry("n", "2");
  }

  @Test
  void a_doubled_webhook_arrives_twice() throws Exception {
    faults.add("/status", 1, new Faults.Twice());
    enqueue("1");
    enqueue("2");
    assertThat(List.of(n(), n(), n())).containsExactly("1", "1", "2");
  }

  @Test
  void a_swapped_webhook_arrives_after_the_next() throws Exception {
    faults.add("/status", 1, new Faults.Swap());
    enqueue("1");
    enqueue("2");
    enqueue("3");
    assertThat(List.of(n(), n(), n())).containsExactly("2", "1", "3");
  }

  @Test
  void a_late_webhook_arrives_when_its_time_has_come() throws Exception {
    faults.add("*/status", 1, new Faults.Late(Duration.ofSeconds(30)));
    enqueue("1");
    enqueue("2");
    assertThat(n()).isEqualTo("2");
    clock.advance(Duration.ofSeconds(30));
    assertThat(n()).isEqualTo("1");
  }

  private String n() throws InterruptedException {
    return receiver.next().form().getOrDefault("n", "");
  }

  private void enqueue(String n) {
    webhooks.enqueue(new Webhook("SM1", "POST", receiver.url("/status"), List.of(field("n", n))));
  }

  private WebhookResponse send(String path) {
    return webhooks
        .send(
            new Webhook(
                "CA1",
                "POST",
                receiver.url(path),
                List.of(field("CallSid", "CA1"), field("Body", "a & ü"))))
        .join();
  }

  private static Webhook.Field field(String name, String value) {
    return new Webhook.Field(name, value);
  }
}
