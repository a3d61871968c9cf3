package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.PostgresServer;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import app.pizoo.switchboard.testing.RunningServer;
import app.pizoo.switchboard.testing.SignedForm;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers as processes over one PostgreSQL, behind one address, and a separate box. */
class NodesIT {
  private static final int NODES = 3;
  private static final String STATUS = "/api/twilio/sms/status";

  @TempDir static Path folder;
  private static final List<RunningServer> NODE = new ArrayList<>();
  private static RunningBox box;
  private static Balancer balancer;
  private static Installation product;
  private static String backend;

  @BeforeAll
  static void start() throws Exception {
    String url = PostgresServer.running().newDatabase();
    balancer = new Balancer();
    product = Installation.in(folder.resolve("product"));
    box = RunningBox.start(product);
    product.with(box, balancer.address()).with("SWITCHBOARD_DATABASE_URL", url);
    // All at once: the tables are made by one of them while the others wait.
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RunningServer>> starting =
          IntStream.range(0, NODES).mapToObj(i -> threads.submit(NodesIT::node)).toList();
      for (Future<RunningServer> node : starting) {
        NODE.add(node.get());
      }
    }
    NODE.forEach(node -> balancer.add(node.api().getPort()));
    backend = NODE.getFirst().token("backend", "--scope", "sms:send", "--scope", "sms:read");
  }

  private static RunningServer node() throws Exception {
    return product.start("serve");
  }

  @AfterAll
  static void stop() throws Exception {
    for (RunningServer node : NODE) {
      node.process().destroy();
    }
    for (RunningServer node : NODE) {
      assertThat(node.exit()).isZero();
      assertThat(node.log()).doesNotContain("123456", "+13035550", "only-for-tests");
      node.close();
    }
    if (box != null) {
      box.close();
      balancer.close();
    }
  }

  private static HttpResponse<String> verify(RunningServer node, String step, String body)
      throws Exception {
    return node.post("/api/auth/verify/" + step, body, Map.of());
  }

  private static HttpResponse<String> send(RunningServer node, String to, String key)
      throws Exception {
    return later(node, to, key).get();
  }

  private static CompletableFuture<HttpResponse<String>> later(
      RunningServer node, String to, String key) {
    return node.postLater(
        "/api/twilio/sms/send",
        "{\"to\":\"%s\",\"body\":\"Hello\"}".formatted(to),
        Map.of("Authorization", "Bearer " + backend, "Idempotency-Key", key));
  }

  private static String sid(HttpResponse<String> answer) {
    return RunningServer.json(answer).getString("sid");
  }

  /** A message's state as one node reports it, if any. */
  private static String state(RunningServer node, String sid) throws Exception {
    HttpResponse<String> answer =
        node.get(
            URI.create(node.api() + "/api/twilio/sms/messages?limit=100"),
            Map.of("Authorization", "Bearer " + backend));
    return answer.body().replaceAll("(?s).*\"" + sid + "\"[^}]*\"status\":\"(\\w+)\".*", "$1");
  }

  private static void comesEverywhere(String sid, String state) throws Exception {
    for (RunningServer node : NODE) {
      Eventually.isTrue(sid + " is " + state, () -> state(node, sid).equals(state));
    }
  }

  private static long counted(String counter, String labels) throws Exception {
    long sum = 0;
    for (RunningServer node : NODE) {
      sum += node.count(counter, labels);
    }
    return sum;
  }

  @Test
  void of_a_hundred_checks_at_once_five_reach_twilio_and_one_is_approved() throws Exception {
    HttpResponse<String> started = verify(NODE.getFirst(), "start", "{\"phone\":\"+13035550101\"}");
    String handle = RunningServer.json(started).getString("handle");
    String right =
        "{\"phone\":\"+13035550101\",\"code\":\"123456\",\"handle\":\"%s\"}".formatted(handle);
    try (RunningBox.Count asked = box.count("*/VerificationCheck", 50)) {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        answers.add(NODE.get(i % NODES).postLater("/api/auth/verify/check", right, Map.of()));
      }
      int approved = 0;
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        approved += answer.get().body().contains("\"verified\":true") ? 1 : 0;
      }
      System.out.println("of 100 checks on three nodes " + asked.now() + " reached the box");
      assertThat(asked.now()).isBetween(1, 5);
      assertThat(approved).isEqualTo(1);
      for (RunningServer node : NODE) {
        assertThat(verify(node, "check", right).body()).doesNotContain("\"verified\":true");
      }
      assertThat(asked.now()).isBetween(1, 5);
    }
  }

  @Test
  void one_key_on_all_nodes_at_once_sends_one_message() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(later(NODE.get(i % NODES), "+13035550102", "one key"));
    }
    List<String> bodies = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      bodies.add(answer.get().body());
    }
    assertThat(bodies).allMatch(body -> body.equals(bodies.getFirst())).isNotEmpty();
    assertThat(bodies.getFirst()).contains("\"sid\":\"SM");
    assertThat(box.inbox("+13035550102")).hasSize(1);
  }

  @Test
  void a_change_on_one_node_is_visible_on_all_and_one_node_processes_it() throws Exception {
    // The box calls the shared address, so each webhook reaches another node.
    comesEverywhere(sid(send(NODE.getFirst(), "+13035550103", "status")), "delivered");

    String sid = "SM" + "7".repeat(32);
    SignedForm form =
        SignedForm.of(
            box.authToken(),
            balancer.address() + STATUS,
            Map.of("MessageSid", sid, "MessageStatus", "undelivered", "ErrorCode", "30003"));
    long before = counted("sms_statuses_total", "undelivered");
    long fresh = counted("events_received_total", "known=\"false\"");
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(NODE.get(i % NODES).postLater(STATUS, form.body(), form.headers()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(204);
    }
    comesEverywhere(sid, "undelivered");
    assertThat(counted("sms_statuses_total", "undelivered")).isEqualTo(before + 1);
    assertThat(counted("events_received_total", "known=\"false\"")).isEqualTo(fresh + 1);
  }

  @Test
  void limits_count_over_all_nodes() throws Exception {
    int sent = 0;
    for (int i = 0; i < 30; i++) {
      String body = "{\"phone\":\"+130455512%02d\"}".formatted(i);
      sent += verify(NODE.get(i % NODES), "start", body).statusCode() == 200 ? 1 : 0;
    }
    assertThat(sent).as("ten in ten minutes for numbers that begin alike").isEqualTo(10);
  }

  @Test
  void when_one_node_is_killed_the_others_finish_its_work() throws Exception {
    int keys = 10;
    List<CompletableFuture<HttpResponse<String>>> first = new ArrayList<>();
    try (RunningServer victim = node();
        RunningBox.Count arrived = box.count("POST /2010-04-01/*", 1500)) {
      for (int i = 0; i < keys; i++) {
        first.add(later(victim, killed(i), "kill " + i));
      }
      Eventually.isTrue("all sends have reached the box", () -> arrived.now() == keys);
      victim.kill();
    }
    int unanswered = 0;
    for (CompletableFuture<HttpResponse<String>> answer : first) {
      unanswered += answer.handle((_, failure) -> failure == null ? 0 : 1).get();
    }
    assertThat(unanswered).isPositive();
    List<CompletableFuture<HttpResponse<String>>> again = new ArrayList<>();
    for (int i = 0; i < keys; i++) {
      again.add(later(NODE.get(i % NODES), killed(i), "kill " + i));
    }
    for (int i = 0; i < keys; i++) {
      String sid = sid(again.get(i).get());
      List<JsonObject> received = box.inbox(killed(i));
      assertThat(received).hasSize(1);
      assertThat(received.getFirst().getString("sid")).isEqualTo(sid);
    }
    System.out.println(
        "a node was killed with " + unanswered + " of " + keys + " sends unanswered");
  }

  private static String killed(int number) {
    return "+130355513%02d".formatted(number);
  }

  @Test
  void the_driver_is_the_one_in_the_drivers_folder() throws Exception {
    Installation without = Installation.in(folder.resolve("without"));
    without
        .with(box, balancer.address())
        .with("SWITCHBOARD_DATABASE_URL", "jdbc:postgresql://127.0.0.1/nobody");
    Files.delete(without.folder().resolve("drivers"));
    Files.createDirectory(without.folder().resolve("drivers"));
    Installation.Result result = without.run("serve");
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err()).contains("no driver for SWITCHBOARD_DATABASE_URL");
  }
}
