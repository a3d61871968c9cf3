package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What those learn who try codes without the handle: the same, whether one is pending or not. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ChecksWithoutHandleTest {
  private static final String PENDING = "+12025550123";
  private static final String NOTHING = "+12025550124";
  private static final int TRIES = 3;

  @Parameter TestDatabase kind;

  private final MovableClock clock = new MovableClock();
  private final TwilioBox box = TwilioBox.start(0);
  private TestServer server;
  private TestClient api;

  @BeforeEach
  void start() {
    serve(UnaryOperator.identity());
  }

  private void serve(UnaryOperator<TestServer.Builder> choices) {
    TestServer.Builder builder = TestServer.production().clock(clock);
    box.settings().forEach(builder::set);
    kind.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    server =
        choices
            .apply(builder)
            .set("SWITCHBOARD_COUNTRIES", "US")
            .plugin(new VerifyPlugin())
            .service(new TwilioService())
            .start();
    api = new TestClient(server.api());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    box.close();
  }

  @Test
  void are_refused_as_long_whether_a_code_is_pending_or_not() {
    startCode();
    clock.forward(Duration.ofMinutes(4));
    for (int i = 0; i < TRIES; i++) {
      assertBoth(200);
    }
    assertBoth(429);

    clock.forward(Duration.ofMinutes(6).plusSeconds(1));
    assertBoth(429);
    clock.forward(Duration.ofMinutes(4));
    assertBoth(200);
  }

  @Test
  void do_not_learn_from_their_refusals_that_a_code_was_typed_in() {
    String handle = startCode();
    for (int i = 0; i < TRIES; i++) {
      assertBoth(200);
    }
    assertThat(check(PENDING, "123456", handle).body()).contains("\"verified\":true");

    assertBoth(429);
  }

  @Test
  void have_the_same_attempts_if_a_code_is_sent_in_between() {
    for (int i = 1; i < TRIES; i++) {
      assertBoth(200);
    }
    startCode();

    assertBoth(200);
    assertBoth(429);
  }

  @Test
  void find_nothing_after_their_share_of_attempts_if_limits_only_report() {
    server.close();
    serve(server -> server.set("SWITCHBOARD_LIMITS", "report"));
    String handle = startCode();
    for (int i = 0; i < 2 * TRIES; i++) {
      assertBoth(200);
    }

    assertThat(check(PENDING, "123456", "none").body()).contains("\"verified\":false");
    assertThat(check(PENDING, "123456", handle).body()).contains("\"verified\":true");
  }

  @Test
  void have_the_same_concurrent_attempts_with_and_without_a_pending_code() throws Exception {
    startCode();
    for (String phone : List.of(PENDING, NOTHING)) {
      List<Integer> statuses = new ArrayList<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        Callable<Integer> check = () -> check(phone, "000000", "none").statusCode();
        for (Future<Integer> status : threads.invokeAll(Collections.nCopies(20, check))) {
          statuses.add(status.get());
        }
      }
      assertThat(Collections.frequency(statuses, 200)).as(phone).isEqualTo(TRIES);
      assertThat(Collections.frequency(statuses, 429)).as(phone).isEqualTo(20 - TRIES);
    }
  }

  @Test
  void cannot_have_the_server_count_for_ever_more_numbers() {
    server.close();
    serve(server -> server.set("SWITCHBOARD_LIMIT_RULES", "verify.check.subnet.hour=5/1h"));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      statuses.add(check("+1202555014" + i, "000000", "none").statusCode());
    }
    assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 429, 429, 429);
    String handle = startCode();
    assertThat(check(PENDING, "123456", handle).body())
        .as("attempts from the same network do not block others")
        .contains("\"verified\":true");
  }

  private String startCode() {
    HttpResponse<String> answer =
        api.post("/api/auth/verify/start", "{\"phone\":\"%s\"}".formatted(PENDING));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body().replaceAll(".*\"handle\":\"([^\"]+)\".*", "$1");
  }

  /**
   * Tries a code for the number with one and for the one without: all that can be seen is alike.
   */
  private void assertBoth(int status) {
    HttpResponse<String> pending = check(PENDING, "000000", "none");
    HttpResponse<String> nothing = check(NOTHING, "000000", "none");
    assertThat(pending.statusCode()).isEqualTo(status);
    assertThat(nothing.statusCode()).isEqualTo(status);
    assertThat(wait(pending)).isEqualTo(wait(nothing));
  }

  private static Optional<String> wait(HttpResponse<String> answer) {
    return answer.headers().firstValue("Retry-After");
  }

  private HttpResponse<String> check(String phone, String code, String handle) {
    return api.post(
        "/api/auth/verify/check",
        "{\"phone\":\"%s\",\"code\":\"%s\",\"handle\":\"%s\"}".formatted(phone, code, handle));
  }
}
