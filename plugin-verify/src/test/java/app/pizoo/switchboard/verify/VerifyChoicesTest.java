package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.account.BoxAccount;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator chose: the mode, the countries, who may verify. */
class VerifyChoicesTest {
  private final TwilioBox box = TwilioBox.start(0);

  @AfterEach
  void close() {
    box.close();
  }

  @Test
  void in_production_the_fourth_code_for_a_number_in_ten_minutes_is_refused() {
    try (TestServer server =
        builder(TestServer.production())
            .set("SWITCHBOARD_LIMIT_RULES", "verify.start.recipient.pause=off")
            .start()) {
      for (int i = 0; i < 3; i++) {
        assertThat(start(server).statusCode()).isEqualTo(200);
      }
      HttpResponse<String> fourth = start(server);

      assertThat(fourth.statusCode()).isEqualTo(429);
      assertThat(fourth.body()).contains("\"code\":\"rate_limited\"");
      assertThat(fourth.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 600L);
    }
  }

  @Test
  void in_production_a_code_is_sent_again_after_half_a_minute() {
    try (TestServer server = builder(TestServer.production()).start()) {
      assertThat(start(server).statusCode()).isEqualTo(200);
      HttpResponse<String> again = start(server);

      assertThat(again.body()).contains("\"code\":\"rate_limited\"");
      assertThat(again.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 30L);
    }
  }

  @Test
  void a_mailbox_has_one_pause_for_all_tags_and_dots() {
    try (TestServer server = builder(TestServer.production()).start()) {
      TestClient api = new TestClient(server.api());
      assertThat(email(api, "alice@example.com")).isEqualTo(200);
      for (String same : new String[] {"alice+1@example.com", "Alice+a+b@example.com"}) {
        assertThat(email(api, same)).as(same).isEqualTo(429);
      }
      assertThat(email(api, "bob.smith@gmail.com")).isEqualTo(200);
      for (String same : new String[] {"bobsmith@gmail.com", "b.o.bsmith+1@googlemail.com"}) {
        assertThat(email(api, same)).as(same).isEqualTo(429);
      }
      for (String other : new String[] {"+1@example.com", "+2@example.com", "ali.ce@example.com"}) {
        assertThat(email(api, other)).as(other).isEqualTo(200);
      }
    }
  }

  private static int email(TestClient api, String address) {
    return api.post(
            "/api/auth/verify/start", "{\"email\":\"" + address + "\",\"channel\":\"email\"}")
        .statusCode();
  }

  @Test
  void a_signed_in_user_gets_codes_for_few_numbers_and_countries() {
    try (TestServer server =
        builder(TestServer.production())
            .set("SWITCHBOARD_VERIFY_ACCESS", "user")
            .set("SWITCHBOARD_COUNTRIES", "US,GB,FR,DE")
            .set("SWITCHBOARD_LIMIT_RULES", "verify.start.user.hour=off")
            .start()) {
      String alice = "Bearer " + server.token("alice");
      String bob = "Bearer " + server.token("bob");
      for (String number : new String[] {"+12025550101", "+12025550102", "+442079460123"}) {
        assertThat(startAs(server, alice, number)).isEqualTo(200);
      }
      assertThat(startAs(server, alice, "+33142685300")).as("a third country").isEqualTo(429);
      assertThat(startAs(server, bob, "+33142685300")).isEqualTo(200);
      assertThat(startAs(server, alice, "+13035550101")).isEqualTo(200);
      assertThat(startAs(server, alice, "+13035550102")).isEqualTo(200);
      assertThat(startAs(server, alice, "+13035550103")).as("a sixth number").isEqualTo(429);
      assertThat(startAs(server, bob, "+13035550103")).isEqualTo(200);
    }
  }

  @Test
  void rate_limits_of_a_user_are_erased_if_the_name_looks_like_an_email_address() {
    try (TestServer server =
        builder(TestServer.production()).set("SWITCHBOARD_VERIFY_ACCESS", "user").start()) {
      String name = "Alice.B+c@Gmail.com";
      assertThat(startAs(server, "Bearer " + server.token(name), "+12025550101")).isEqualTo(200);
      assertThat(server.erase(name).get("limits")).isGreaterThan(3);
    }
  }

  private static int startAs(TestServer server, String authorization, String number) {
    return new TestClient(server.api())
        .post(
            "/api/auth/verify/start",
            "{\"phone\":\"%s\"}".formatted(number),
            "Authorization",
            authorization)
        .statusCode();
  }

  @Test
  void countries_that_were_not_chosen_get_no_code() {
    try (TestServer server = builder(TestServer.development()).start()) {
      HttpResponse<String> answer =
          new TestClient(server.api())
              .post("/api/auth/verify/start", "{\"phone\":\"+4915112345678\"}");

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("\"code\":\"country_not_supported\"", "\"field\":\"phone\"");
      assertThat(box.mailbox("+4915112345678")).isEmpty();
    }
  }

  @Test
  void with_access_user_a_signed_in_user_is_demanded() {
    try (TestServer server =
        builder(TestServer.development()).set("SWITCHBOARD_VERIFY_ACCESS", "user").start()) {
      assertThat(start(server).body()).contains("\"code\":\"token_missing\"");
      assertThat(start(server, "Authorization", "Bearer " + server.token("alice")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void with_access_service_the_scope_is_demanded() {
    try (TestServer server =
        builder(TestServer.development()).set("SWITCHBOARD_VERIFY_ACCESS", "service").start()) {
      assertThat(start(server).body()).contains("\"code\":\"token_missing\"");
      assertThat(start(server, "Authorization", "Bearer " + server.token("alice")).body())
          .contains("\"code\":\"scope_missing\"");
      assertThat(
              start(server, "Authorization", "Bearer " + server.token("backend", "verify"))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void an_unreachable_twilio_gives_a_retry_after() {
    try (TestServer server = builder(TestServer.development()).start()) {
      box.close();
      HttpResponse<String> answer = start(server);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("\"code\":\"provider_unavailable\"");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private TestServer.Builder builder(TestServer.Builder mode) {
    BoxAccount account = box.account();
    return mode.set("TWILIO_ACCOUNT_SID", account.accountSid())
        .set("TWILIO_API_KEY_SID", account.apiKeySid())
        .set("TWILIO_API_KEY_SECRET", account.apiKeySecret())
        .set("TWILIO_AUTH_TOKEN", account.authToken())
        .set("TWILIO_VERIFY_SERVICE_SID", account.verifyServiceSid())
        .set("SWITCHBOARD_TWILIO_BASE_URL", box.address().toString())
        .set("SWITCHBOARD_JWT_SECRET", "a secret of at least 32 bytes, for tests")
        .set("SWITCHBOARD_POLICY", "open")
        .set("SWITCHBOARD_COUNTRIES", "US")
        .plugin(new VerifyPlugin())
        .service(new TwilioService());
  }

  private static HttpResponse<String> start(TestServer server, String... headers) {
    return new TestClient(server.api())
        .post("/api/auth/verify/start", "{\"phone\":\"+12025550123\"}", headers);
  }
}
