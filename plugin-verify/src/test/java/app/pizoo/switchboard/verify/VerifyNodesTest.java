package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.mock.TwilioBox;
import app.pizoo.switchboard.mock.clock.BoxClock;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.testing.TestClient;
import app.pizoo.switchboard.testing.TestServer;
import app.pizoo.switchboard.twilio.TwilioService;
import app.pizoo.switchboard.verify.verification.Verifications;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three nodes over one PostgreSQL and one box. */
class VerifyNodesTest {
  private static final String ALICE = "{\"phone\":\"+12025550123\"}";

  private final List<TestServer> nodes = new ArrayList<>();
  private final MovableClock clock = new MovableClock();
  private TwilioBox box;
  private String url = "";

  @BeforeEach
  void start() {
    url = PostgresServer.running().newDatabase();
    box = TwilioBox.builder().clock(BoxClock.manual(clock.instant())).start();
    for (int i = 0; i < 3; i++) {
      TestServer.Builder node = TestServer.production().clock(clock);
      box.settings().forEach(node::set);
      nodes.add(
          node.set("SWITCHBOARD_DATABASE_URL", url)
              .set("SWITCHBOARD_COUNTRIES", "US")
              .plugin(new VerifyPlugin())
              .service(new TwilioService())
              .start());
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(TestServer::close);
    if (box != null) {
      box.close();
    }
  }

  private HttpResponse<String> post(int node, String step, String body, String... headers) {
    return new TestClient(nodes.get(node % 3).api())
        .post("/api/auth/verify/" + step, body, headers);
  }

  private static String handle(HttpResponse<String> answer) {
    return answer.body().replaceAll(".*\"handle\":\"([^\"]+)\".*", "$1");
  }

  private long checksThatReachedTwilio() {
    return nodes.stream()
        .flatMap(node ->
            Pattern.compile("(?m)^switchboard_verify_checks_total\\{.*} (\\d+)")
                .matcher(new TestClient(node.operations()).text("/metrics"))
                .results())
        .mapToLong(found -> Long.parseLong(found.group(1)))
        .sum();
  }

  @Test
  void of_a_hundred_checks_at_once_on_three_nodes_five_reach_twilio_and_one_is_approved()
      throws Exception {
    HttpResponse<String> started = post(0, "start", ALICE);
    String handle = handle(started);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        int node = i;
        answers.add(threads.submit(() -> check(node, "123456", handle).body()));
      }
    }
    int approved = 0;
    for (Future<String> answer : answers) {
      approved += answer.get().contains("\"verified\":true") ? 1 : 0;
    }
    assertThat(approved).isEqualTo(1);
    assertThat(checksThatReachedTwilio()).isBetween(1L, 5L);
    assertThat(check(1, "123456", handle).body()).doesNotContain("\"verified\":true");
  }

  @Test
  void a_start_whose_response_was_cut_off_is_resolved_by_reconciliation_and_not_sent_again() {
    box.faults().add("POST /v2/*", 1, new Faults.CutWithin());
    String body = "{\"phone\":\"+12025550124\"}";
    assertThat(post(0, "start", body, "Idempotency-Key", "k").statusCode()).isEqualTo(503);
    assertThat(post(1, "start", body, "Idempotency-Key", "k").statusCode()).isEqualTo(503);
    clock.forward(Duration.ofSeconds(70));
    nodes.get(2).runScheduledTasks();
    HttpResponse<String> settled = post(1, "start", body, "Idempotency-Key", "k");
    assertThat(settled.statusCode()).as(settled.body()).isEqualTo(200);
    assertThat(box.mailbox("+12025550124")).hasSize(1);
    String check =
        "{\"phone\":\"+12025550124\",\"code\":\"123456\",\"handle\":\"%s\"}"
            .formatted(handle(settled));
    assertThat(post(2, "check", check).body()).contains("\"verified\":true");
  }

  @Test
  void limits_are_counted_over_all_nodes() {
    int sent = 0;
    for (int i = 0; i < 30; i++) {
      sent +=
          post(i, "start", "{\"phone\":\"+120255512%02d\"}".formatted(i)).statusCode() == 200
              ? 1
              : 0;
    }
    assertThat(sent).as("ten in ten minutes for numbers that begin alike").isEqualTo(10);
  }

  @Test
  void a_code_is_not_sent_again_though_that_it_may_be_on_its_way_cannot_be_noted()
      throws Exception {
    execute("ALTER TABLE verify_verifications ADD CHECK (id NOT LIKE 'unknown-%')");
    box.faults().add("/Verifications", 1, new Faults.CutWithin());
    for (int node = 0; node < 2; node++) {
      assertThat(post(node, "start", ALICE, "Idempotency-Key", "once").statusCode()).isEqualTo(503);
      clock.forward(Duration.ofSeconds(31));
    }
    assertThat(box.mailbox("+12025550123")).hasSize(1);
  }

  @Test
  void a_code_whose_record_was_lost_is_known_once_twilio_is_asked() throws Exception {
    loseRecord();
    clock.forward(Duration.ofSeconds(70));
    nodes.get(1).runScheduledTasks();

    String handle = handle(post(2, "start", ALICE, "Idempotency-Key", "k"));

    assertThat(box.mailbox("+12025550123")).hasSize(1);
    for (int i = 0; i < Verifications.MAX_CHECKS - 1; i++) {
      assertThat(check(i, "000000", handle).statusCode()).isEqualTo(200);
    }
    assertThat(check(0, "123456", handle).body()).contains("\"verified\":true");
  }

  @Test
  void an_erased_user_stays_erased_when_twilio_lists_a_code_whose_record_was_lost()
      throws Exception {
    loseRecord();
    nodes.get(0).erase("+12025550123");
    clock.forward(Duration.ofSeconds(70));
    nodes.get(1).runScheduledTasks();

    String handle = handle(post(2, "start", ALICE, "Idempotency-Key", "k"));

    assertThat(check(0, "123456", handle).body()).contains("\"verified\":false");
    assertThat(box.mailbox("+12025550123")).hasSize(1);
  }

  private void loseRecord() throws SQLException {
    execute("ALTER TABLE verify_verifications ADD CONSTRAINT no_room CHECK (id NOT LIKE 'VE%')");
    assertThat(post(0, "start", ALICE, "Idempotency-Key", "k").statusCode()).isNotEqualTo(200);
    execute("ALTER TABLE verify_verifications DROP CONSTRAINT no_room");
  }

  private HttpResponse<String> check(int node, String code, String handle) {
    return post(
        node,
        "check",
        "{\"phone\":\"+12025550123\",\"code\":\"%s\",\"handle\":\"%s\"}".formatted(code, handle));
  }

  @Test
  void approvals_whose_answers_were_lost_are_asked_for_until_twilio_answers() throws Exception {
    for (String phone : List.of("+12025550123", "+12025550124")) {
      String handle = handle(post(0, "start", "{\"phone\":\"%s\"}".formatted(phone)));
      box.faults().add("/VerificationCheck", 1, new Faults.CutWithin());
      String check =
          "{\"phone\":\"%s\",\"code\":\"123456\",\"handle\":\"%s\"}".formatted(phone, handle);
      assertThat(post(0, "check", check).statusCode()).isEqualTo(503);
    }
    clock.forward(Verifications.VALIDITY.plusSeconds(1));
    box.faults().add("GET /v2/*", 100, new Faults.CutBefore());
    assertThatThrownBy(nodes.get(1)::runScheduledTasks).isInstanceOf(Problem.class);
    assertThat(approved()).isZero();

    box.faults().clear();
    nodes.get(2).runScheduledTasks();

    assertThat(approved()).isEqualTo(2);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int approved() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM verify_verifications WHERE approved = 1")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
