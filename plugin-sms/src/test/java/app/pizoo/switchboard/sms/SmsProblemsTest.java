package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Failures over real HTTP that other tests have no reason to provoke. */
class SmsProblemsTest {
  private static final String SEND = "/api/twilio/sms/send";
  private static final String MESSAGES = "/api/twilio/sms/messages";

  @AutoClose
  private final TestServer server = TestServer.development().box().plugin(new SmsPlugin()).start();

  private final TestClient api = server.client();

  private String[] with(String scope) {
    return new String[] {"Authorization", "Bearer " + server.token("backend", scope)};
  }

  private HttpResponse<String> send(String to) {
    return api.post(SEND, "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(to), with("sms:send"));
  }

  private HttpResponse<String> webhook(String path) {
    Map<String, String> form =
        Map.of(
            "MessageSid", "SM" + "0".repeat(32),
            "MessageStatus", "sent",
            "From", "+12025550123",
            "To", "+12025550124",
            "Body", "STOP");
    return api.postWebhook(server.box().account().authToken(), path, form);
  }

  @Test
  void what_is_no_number_gets_no_message() {
    HttpResponse<String> refused = send("2025550123");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("\"phone_invalid\"", "\"field\":\"to\"");
  }

  @Test
  void when_twilios_queue_is_full_the_response_says_when_to_try_again() {
    server
        .box()
        .faults()
        .add("POST /2010-04-01/*", 1, new Faults.Answer(429, 21611, OptionalInt.empty()));
    HttpResponse<String> refused = send("+12025550123");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("\"provider_busy\"");
    assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
    assertThat(send("+12025550123").statusCode()).isEqualTo(200);
  }

  @Test
  void while_the_database_is_lost_nothing_is_sent_listed_or_acknowledged() {
    server.loseDatabase();
    assertUnavailable(send("+12025550123"));
    assertUnavailable(api.get(MESSAGES, with("sms:read")));
    assertUnavailable(webhook(SmsRoutes.STATUS));
    assertUnavailable(webhook("/api/twilio/sms/incoming"));
    assertThat(server.box().mailbox("+12025550123")).isEmpty();

    server.restoreDatabase();
    assertThat(webhook(SmsRoutes.STATUS).statusCode()).isEqualTo(204);
    assertThat(webhook("/api/twilio/sms/incoming").statusCode()).isEqualTo(200);
    assertThat(send("+12025550123").body()).contains("\"destination_unavailable\"");
    assertThat(api.get(MESSAGES, with("sms:read")).statusCode()).isEqualTo(200);
  }

  private static void assertUnavailable(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("\"provider_unavailable\"");
  }
}
