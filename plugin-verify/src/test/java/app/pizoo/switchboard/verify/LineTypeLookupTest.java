package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.testing.FakeCaptchaProvider;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers whose line was looked up, in production over real HTTP. */
@ParameterizedClass
@EnumSource
class LineTypeLookupTest {
  private static final String LOOKUP = "GET /v2/PhoneNumbers/*";

  private final TestDatabase database;
  private final MovableClock clock = new MovableClock();
  @AutoClose private final TwilioBox box = TwilioBox.start(0);
  @AutoClose private FakeCaptchaProvider provider;
  private final Deque<TestServer> servers = new ArrayDeque<>();
  private int tokens;

  LineTypeLookupTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    provider = new FakeCaptchaProvider();
  }

  @AfterEach
  void close() {
    servers.forEach(TestServer::close);
  }

  private TestServer server() {
    return servers.getLast();
  }

  private void start(String... settings) {
    TestServer.Builder builder = TestServer.production().clock(clock);
    box.settings().forEach(builder::set);
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    builder.set("SWITCHBOARD_COUNTRIES", "all").set("SWITCHBOARD_VERIFY_LOOKUP", "on");
    for (int i = 0; i < settings.length; i += 2) {
      builder.set(settings[i], settings[i + 1]);
    }
    servers.addLast(builder.plugin(new VerifyPlugin()).service(new TwilioService()).start());
  }

  private void startWithCaptcha() {
    start(
        "SWITCHBOARD_CAPTCHA",
        "risk",
        "SWITCHBOARD_CAPTCHA_VERIFY_URL",
        provider.address().toString(),
        "SWITCHBOARD_CAPTCHA_SECRET",
        "secret",
        "SWITCHBOARD_LIMIT_RULES",
        "verify.captcha.country=off");
  }

  private String send(String phone, String more) {
    HttpResponse<String> answer =
        new TestClient(server().api())
            .post("/api/auth/verify/start", "{\"phone\":\"%s\"%s}".formatted(phone, more));
    return answer.statusCode() == 200
        ? "sent"
        : answer.body().replaceAll(".*\"code\":\"([^\"]+)\".*", "$1");
  }

  private String send(String phone) {
    return send(phone, "");
  }

  private String sendShown(String phone) {
    return send(phone, ",\"captchaToken\":\"token %d\"".formatted(tokens++));
  }

  @Test
  void premium_line_types_get_no_code_and_landlines_only_calls() {
    start();
    for (String type :
        new String[] {"premium", "sharedCost", "tollFree", "uan", "pager", "voicemail"}) {
      box.lineType("+12025550101", type);
      assertThat(send("+12025550101")).as(type).isEqualTo("destination_unavailable");
      server().erase("+12025550101");
    }
    box.lineType("+12025550102", "landline");
    assertThat(send("+12025550102")).isEqualTo("channel_unavailable");
    assertThat(send("+12025550102", ",\"channel\":\"whatsapp\"")).isEqualTo("channel_unavailable");
    assertThat(send("+12025550102", ",\"channel\":\"voice\"")).isEqualTo("sent");
    assertThat(send("+12025550103")).as("mobile").isEqualTo("sent");
    box.lineType("+12025550104", "nonFixedVoip");
    assertThat(send("+12025550104")).as("without captchas").isEqualTo("sent");
    assertThat(box.mailbox("+12025550101")).isEmpty();
  }

  @Test
  void a_line_type_is_looked_up_once_a_week_and_again_after_an_erasure() {
    start();
    box.lineType("+12025550101", "pager");
    assertThat(send("+12025550101")).isEqualTo("destination_unavailable");
    box.lineType("+12025550101", "mobile");
    clock.forward(Duration.ofDays(6));
    server().runScheduledTasks();
    assertThat(send("+12025550101")).as("as it was").isEqualTo("destination_unavailable");
    clock.forward(Duration.ofDays(1));
    server().runScheduledTasks();
    assertThat(send("+12025550101")).isEqualTo("sent");
    box.lineType("+12025550101", "pager");
    assertThat(server().erase("+12025550101"))
        .hasEntrySatisfying("verify", rows -> assertThat(rows).isEqualTo(2));
    assertThat(send("+12025550101")).isEqualTo("destination_unavailable");
  }

  @Test
  void a_risky_line_type_needs_a_captcha_and_an_earlier_request_causes_no_wait() {
    startWithCaptcha();
    for (String type : new String[] {"fixedVoip", "nonFixedVoip", "unknown", "personal"}) {
      box.lineType("+12025550101", type);
      assertThat(send("+12025550101")).as(type).isEqualTo("captcha_required");
      server().erase("+12025550101");
    }
    assertThat(sendShown("+12025550101")).isEqualTo("sent");
    box.lineType("+12025550102", "premium");
    assertThat(sendShown("+12025550102"))
        .as("no captcha helps")
        .isEqualTo("destination_unavailable");
  }

  @Test
  void while_lookup_fails_a_captcha_is_needed_and_without_captchas_no_code_goes_out() {
    start();
    box.faults().add(LOOKUP, 1, new Faults.Answer(500, 20500, OptionalInt.empty()));
    assertThat(send("+12025550101")).isEqualTo("provider_unavailable");
    assertThat(box.mailbox("+12025550101")).isEmpty();
    assertThat(send("+12025550101")).as("a failure is not kept").isEqualTo("sent");
    server().close();

    startWithCaptcha();
    box.faults().add(LOOKUP, 2, new Faults.Answer(500, 20500, OptionalInt.empty()));
    assertThat(send("+12025550102")).isEqualTo("captcha_required");
    assertThat(sendShown("+12025550102")).isEqualTo("sent");
  }

  @Test
  void lookups_have_a_budget_and_cached_ones_do_not_count() {
    start("SWITCHBOARD_LIMIT_RULES", "verify.lookup.budget.hour=2");
    box.lineType("+12025550101", "pager");
    for (int i = 0; i < 5; i++) {
      assertThat(send("+12025550101")).isEqualTo("destination_unavailable");
    }
    assertThat(send("+13035550101")).isEqualTo("sent");
    assertThat(send("+14045550101")).isEqualTo("rate_limited");
    assertThat(box.mailbox("+14045550101")).isEmpty();
    clock.forward(Duration.ofHours(1));
    assertThat(send("+14045550101")).isEqualTo("sent");
  }
}
