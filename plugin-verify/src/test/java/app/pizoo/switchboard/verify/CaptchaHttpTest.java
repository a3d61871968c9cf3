package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.testing.FakeCaptchaProvider;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In production, with a captcha's provider on loopback: when a captcha is demanded. */
class CaptchaHttpTest {
  private final MovableClock clock = new MovableClock();
  @AutoClose private final TwilioBox box = TwilioBox.start(0);
  @AutoClose private FakeCaptchaProvider provider;
  private int tokens;

  @BeforeEach
  void open() throws IOException {
    provider = new FakeCaptchaProvider();
  }

  private TestServer server(String demand, String... more) {
    TestServer.Builder builder = TestServer.production().clock(clock);
    box.settings().forEach(builder::set);
    builder
        .set("SWITCHBOARD_COUNTRIES", "all")
        .set("SWITCHBOARD_CAPTCHA", demand)
        .set("SWITCHBOARD_CAPTCHA_VERIFY_URL", provider.address().toString())
        .set("SWITCHBOARD_CAPTCHA_SECRET", "secret");
    for (int i = 0; i < more.length; i += 2) {
      builder.set(more[i], more[i + 1]);
    }
    return builder.plugin(new VerifyPlugin()).service(new TwilioService()).start();
  }

  private static String outcome(HttpResponse<String> answer) {
    return answer.statusCode() == 200
        ? "sent"
        : answer.body().replaceAll(".*\"code\":\"([^\"]+)\".*", "$1");
  }

  private static String start(TestServer server, String phone, String... headers) {
    return outcome(
        new TestClient(server.api())
            .post("/api/auth/verify/start", "{\"phone\":\"%s\"}".formatted(phone), headers));
  }

  private String startShown(TestServer server, String phone, String... headers) {
    return outcome(
        new TestClient(server.api())
            .post(
                "/api/auth/verify/start",
                "{\"phone\":\"%s\",\"captchaToken\":\"token %d\"}".formatted(phone, tokens++),
                headers));
  }

  private static void typeIn(TestServer server, String phone) {
    assertThat(
            new TestClient(server.api())
                .post(
                    "/api/auth/verify/check",
                    "{\"phone\":\"%s\",\"code\":\"123456\"}".formatted(phone))
                .body())
        .contains("\"verified\":true");
  }

  @Test
  void always_means_every_start() {
    try (TestServer server = server("always")) {
      HttpResponse<String> answer =
          new TestClient(server.api())
              .post("/api/auth/verify/start", "{\"phone\":\"+12025550123\"}");
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body())
          .contains("\"code\":\"captcha_required\"", "\"field\":\"captchaToken\"");
      assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
      assertThat(startShown(server, "+12025550123")).isEqualTo("sent");
      assertThat(box.mailbox("+12025550123")).hasSize(1);
    }
  }

  @Test
  void a_country_where_no_code_was_typed_in_for_a_day_needs_one_and_a_known_one_does_not() {
    try (TestServer server = server("risk")) {
      assertThat(start(server, "+12025550101")).isEqualTo("captcha_required");
      assertThat(box.mailbox("+12025550101")).isEmpty();
      assertThat(startShown(server, "+12025550101")).isEqualTo("sent");
      assertThat(start(server, "+13035550101")).isEqualTo("captcha_required");
      typeIn(server, "+12025550101");
      assertThat(start(server, "+13035550101")).isEqualTo("sent");
      assertThat(start(server, "+442079460101")).isEqualTo("captcha_required");
      assertThat(startShown(server, "+2348031234567")).isEqualTo("sent");
      typeIn(server, "+2348031234567");
      assertThat(start(server, "+2348031234568"))
          .as("a watched country")
          .isEqualTo("captcha_required");
    }
  }

  @Test
  void without_a_token_only_few_starts_pass_for_an_address_and_a_prefix() {
    try (TestServer server =
        server(
            "risk",
            "SWITCHBOARD_LIMIT_RULES",
            "verify.captcha.country=off,verify.captcha.address.day=7")) {
      for (int i = 0; i < 5; i++) {
        assertThat(start(server, "+120255501%02d".formatted(i))).isEqualTo("sent");
      }
      assertThat(start(server, "+12025550150")).isEqualTo("captcha_required");
      assertThat(startShown(server, "+12025550150")).isEqualTo("sent");
      for (int i = 0; i < 2; i++) {
        assertThat(start(server, "+130355501%02d".formatted(i))).isEqualTo("sent");
      }
      assertThat(start(server, "+14045550101")).isEqualTo("captcha_required");
      assertThat(startShown(server, "+14045550101")).isEqualTo("sent");
      assertThat(startShown(server, "+14045550101"))
          .as("a captcha does not shorten a pause")
          .isEqualTo("rate_limited");
      assertThat(start(server, "+14045550101"))
          .as("no captcha is solved without a result")
          .isEqualTo("rate_limited");
    }
  }

  @Test
  void while_its_provider_is_out_of_reach_only_starts_without_a_risk_go_on() {
    try (TestServer server =
        server("risk", "SWITCHBOARD_LIMIT_RULES", "verify.captcha.country=off")) {
      provider.answer(500, "");
      assertThat(startShown(server, "+12025550101")).isEqualTo("provider_unavailable");
      assertThat(box.mailbox("+12025550101")).isEmpty();
      assertThat(start(server, "+12025550101")).isEqualTo("sent");
    }
  }

  @Test
  void an_idempotency_key_outlives_the_demand_and_spends_one_token() {
    try (TestServer server = server("always")) {
      String[] key = {"Idempotency-Key", "k1"};
      assertThat(start(server, "+12025550101", key)).isEqualTo("captcha_required");
      assertThat(startShown(server, "+12025550101", key)).isEqualTo("sent");
      assertThat(startShown(server, "+12025550101", key)).isEqualTo("sent");
      assertThat(box.mailbox("+12025550101")).hasSize(1);
      assertThat(provider.forms()).hasSize(1);
    }
  }

  @Test
  void the_apps_backend_and_mail_addresses_in_small_numbers_need_none() {
    try (TestServer server = server("always", "SWITCHBOARD_VERIFY_ACCESS", "service")) {
      assertThat(
              start(
                  server,
                  "+12025550101",
                  "Authorization",
                  "Bearer " + server.token("backend", "verify")))
          .isEqualTo("sent");
    }
    try (TestServer server = server("risk")) {
      assertThat(
              outcome(
                  new TestClient(server.api())
                      .post(
                          "/api/auth/verify/start",
                          "{\"email\":\"a@example.com\",\"channel\":\"email\"}")))
          .isEqualTo("sent");
    }
  }

  @Test
  void a_token_that_is_no_text_or_too_long_is_refused_before_anybody_is_asked() {
    try (TestServer server = server("always")) {
      for (String token : new String[] {"7", "\"\"", "\"%s\"".formatted("x".repeat(8193))}) {
        HttpResponse<String> answer =
            new TestClient(server.api())
                .post(
                    "/api/auth/verify/start",
                    "{\"phone\":\"+12025550101\",\"captchaToken\":%s}".formatted(token));
        assertThat(outcome(answer)).isEqualTo("request_invalid");
        assertThat(answer.body()).contains("\"field\":\"captchaToken\"");
      }
      assertThat(provider.forms()).isEmpty();
    }
  }
}
