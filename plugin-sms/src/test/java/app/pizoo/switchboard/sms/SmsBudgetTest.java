package app.pizoo.switchboard.sms;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.LogLines;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How many messages go out in all. */
@ParameterizedClass
@EnumSource
class SmsBudgetTest {
  private final TestDatabase database;
  private final MovableClock clock = new MovableClock();
  @AutoClose private final TwilioBox box = TwilioBox.start(0);
  @AutoClose private TestServer server;

  SmsBudgetTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void start() {
    TestServer.Builder builder = TestServer.production().clock(clock);
    box.settings().forEach(builder::set);
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    server =
        builder
            .set("SWITCHBOARD_PUBLIC_URL", "https://app.example")
            .set("SWITCHBOARD_COUNTRIES", "US")
            .set("SWITCHBOARD_LIMIT_RULES", "sms.send.budget.hour=10,sms.send.budget.day=15")
            .plugin(new SmsPlugin())
            .service(new TwilioService())
            .start();
  }

  private HttpResponse<String> send(int number) {
    return new TestClient(server.api())
        .post(
            "/api/twilio/sms/send",
            "{\"to\":\"+120255502%02d\",\"body\":\"Hello\"}".formatted(number),
            "Authorization",
            "Bearer " + server.token("backend", "sms:send"),
            "Idempotency-Key",
            "key " + number);
  }

  @Test
  void the_budget_of_an_hour_stops_messages_to_whomever_and_warns_before() throws Exception {
    List<Future<Integer>> answers = new ArrayList<>();
    List<String> warnings;
    try (LogLines log = LogLines.of("switchboard.limits")) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 30; i++) {
          int number = i;
          answers.add(threads.submit(() -> send(number).statusCode()));
        }
      }
      warnings = log.lines();
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<Integer> answer : answers) {
      statuses.add(answer.get());
    }
    assertThat(statuses).containsOnly(200, 429);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(10);
    assertThat(warnings.stream().filter(line -> line.contains("budget.hour is used")))
        .containsExactlyInAnyOrder(
            "limit sms.send.budget.hour is used up to 50 %",
            "limit sms.send.budget.hour is used up to 80 %",
            "limit sms.send.budget.hour is used up to 100 %");
    int sent = statuses.indexOf(200);
    assertThat(send(sent).statusCode()).as("sent already, and costs nothing").isEqualTo(200);
  }

  @Test
  void the_next_hour_has_a_new_budget_within_that_of_the_day() {
    for (int i = 0; i < 10; i++) {
      assertThat(send(i).statusCode()).isEqualTo(200);
    }
    assertThat(send(10).body()).contains("\"code\":\"rate_limited\"");
    clock.forward(Duration.ofHours(1));
    for (int i = 10; i < 15; i++) {
      assertThat(send(i).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> beyond = send(15);
    assertThat(beyond.statusCode()).isEqualTo(429);
    assertThat(beyond.headers().firstValueAsLong("Retry-After").orElseThrow()).isGreaterThan(3600);
  }
}
