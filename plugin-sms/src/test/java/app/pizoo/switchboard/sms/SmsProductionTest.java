package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.testing.TwilioSignature;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In production, behind a public address, with the box in place of Twilio. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmsProductionTest {
  private static final String PUBLIC = "https://app.example";
  private static final String INCOMING = "/api/twilio/sms/incoming";

  private final TwilioBox box = TwilioBox.start(0);
  private final TestServer server = server(box);
  private final TestClient api = new TestClient(server.api());

  private static TestServer server(TwilioBox box) {
    BoxAccount account = box.account();
    return TestServer.production()
        .set("TWILIO_ACCOUNT_SID", account.accountSid())
        .set("TWILIO_API_KEY_SID", account.apiKeySid())
        .set("TWILIO_API_KEY_SECRET", account.apiKeySecret())
        .set("TWILIO_AUTH_TOKEN", account.authToken())
        .set("TWILIO_FROM", account.from())
        .set("SWITCHBOARD_TWILIO_BASE_URL", box.address().toString())
        .set("SWITCHBOARD_JWT_SECRET", "a secret of at least 32 bytes, for tests")
        .set("SWITCHBOARD_PUBLIC_URL", PUBLIC)
        .set("SWITCHBOARD_POLICY", "open")
        .set("SWITCHBOARD_COUNTRIES", "US")
        .plugin(new SmsPlugin())
        .service(new TwilioService())
        .start();
  }

  @AfterAll
  void close() {
    server.close();
    box.close();
  }

  @Test
  void a_message_reaches_the_phone_and_is_answered_in_twilios_words() {
    HttpResponse<String> answer = send("+12025550123", "Hello");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .startsWith("{\"ok\":true,\"sid\":\"SM")
        .endsWith("\"status\":\"queued\",\"to\":\"+12025550123\"}");
    assertThat(box.mailbox("+12025550123"))
        .extracting(ReceivedMessage::from, ReceivedMessage::body)
        .contains(tuple(box.account().from(), "Hello"));
  }

  @Test
  void sending_is_for_the_apps_backend() {
    String hello = "{\"to\":\"+12025550123\",\"body\":\"Hello\"}";

    assertThat(api.post("/api/twilio/sms/send", hello).body())
        .contains("\"code\":\"token_missing\"");
    assertThat(
            api.post(
                    "/api/twilio/sms/send",
                    hello,
                    "Authorization",
                    "Bearer " + server.token("alice", "sms:read"))
                .body())
        .contains("\"code\":\"scope_missing\"");
  }

  @Test
  void countries_that_were_not_chosen_get_no_message() {
    assertThat(send("+4915112345678", "Hello").body())
        .contains("\"code\":\"country_not_supported\"", "\"field\":\"to\"");
  }

  @Test
  void after_ten_messages_in_an_hour_a_number_has_rest() {
    for (int i = 0; i < 10; i++) {
      assertThat(send("+12025550199", "Hello").statusCode()).isEqualTo(200);
    }
    HttpResponse<String> next = send("+12025550199", "Hello");

    assertThat(next.statusCode()).isEqualTo(429);
    assertThat(next.body()).contains("\"code\":\"rate_limited\"");
    assertThat(next.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void stop_and_start_count_from_the_next_message_on() {
    HttpResponse<String> twiml = signed(INCOMING, inbound("SM1", "+12025550142", "STOP"));
    assertThat(twiml.statusCode()).isEqualTo(200);
    assertThat(twiml.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(twiml.body()).endsWith("<Response/>");
    assertThat(send("+12025550142", "Hello").body())
        .contains("\"code\":\"destination_unavailable\"");
    assertThat(box.mailbox("+12025550142")).isEmpty();

    signed(INCOMING, inbound("SM2", "+12025550142", "START"));
    assertThat(send("+12025550142", "Hello").statusCode()).isEqualTo(200);
  }

  @Test
  void a_status_callback_is_answered_without_content() {
    HttpResponse<String> answer = signed(SmsRoutes.STATUS, callback());

    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {SmsRoutes.STATUS, INCOMING})
  void a_webhook_without_twilios_signature_is_refused(String path) {
    Map<String, String> fields = callback();
    Map<String, String> changed = new TreeMap<>(fields);
    changed.put("MessageStatus", "failed");
    String token = box.account().authToken();
    String good = TwilioSignature.sign(token, PUBLIC + path, fields);

    assertThat(api.postForm(path, fields, "X-Twilio-Signature", good).statusCode()).isLessThan(300);
    assertRefused(api.postForm(path, fields), "signature_missing");
    assertRefused(api.postForm(path, fields, "X-Twilio-Signature", "AAAA"), "signature_invalid");
    assertRefused(
        api.postForm(
            path,
            fields,
            "X-Twilio-Signature",
            TwilioSignature.sign("0".repeat(32), PUBLIC + path, fields)),
        "signature_invalid");
    assertRefused(
        api.postForm(
            path,
            fields,
            "X-Twilio-Signature",
            TwilioSignature.sign(token, "https://other.example" + path, fields)),
        "signature_invalid");
    assertRefused(
        api.postForm(path + "?x=1", fields, "X-Twilio-Signature", good), "signature_invalid");
    assertRefused(api.postForm(path, changed, "X-Twilio-Signature", good), "signature_invalid");
  }

  @Test
  void the_routes_are_in_the_openapi_document() {
    assertThat(api.text("/openapi.yaml"))
        .contains("/api/twilio/sms/send:", SmsRoutes.STATUS + ":", INCOMING + ":");
  }

  private static void assertRefused(HttpResponse<String> answer, String code) {
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
  }

  private HttpResponse<String> send(String to, String body) {
    return api.post(
        "/api/twilio/sms/send",
        "{\"to\":\"%s\",\"body\":\"%s\"}".formatted(to, body),
        "Authorization",
        "Bearer " + server.token("backend", "sms:send"));
  }

  private HttpResponse<String> signed(String path, Map<String, String> fields) {
    String signature = TwilioSignature.sign(box.account().authToken(), PUBLIC + path, fields);
    return api.postForm(path, fields, "X-Twilio-Signature", signature);
  }

  private Map<String, String> inbound(String sid, String from, String body) {
    return Map.of("MessageSid", sid, "From", from, "To", box.account().from(), "Body", body);
  }

  private Map<String, String> callback() {
    return Map.of(
        "MessageSid", "SM" + "1".repeat(32),
        "MessageStatus", "sent",
        "To", "+12025550123",
        "From", box.account().from(),
        "Body", "It's a Hello & more + ñ");
  }
}
