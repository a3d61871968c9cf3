package app.pizoo.switchboard.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.fixtures.MovableClock;
import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.server.embedded.EmbeddedServer;
import app.pizoo.switchboard.spi.Plugin;
import app.pizoo.switchboard.spi.SharedService;
import app.pizoo.switchboard.testing.Installation;
import app.pizoo.switchboard.testing.RunningBox;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server against a box in its own process, which injects the faults that a test asks for. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsIT {
  private static final String DELAY = "\"kind\":\"delay\",\"milliseconds\":";
  private static final String BUSY = "\"kind\":\"answer\",\"status\":429,\"code\":20429";

  @TempDir Path folder;
  private final MovableClock clock = MovableClock.running();
  private RunningBox box;
  private EmbeddedServer server;
  private ApiClient api;

  private void start(TestDatabase database) throws Exception {
    box = RunningBox.start(Installation.in(folder.resolve("product")));
    EmbeddedServer.Builder builder = EmbeddedServer.development().clock(clock);
    box.settings().forEach(builder::set);
    database.newUrl().ifPresent(url -> builder.set("SWITCHBOARD_DATABASE_URL", url));
    ShippedProviders.of(Plugin.class).forEach(builder::plugin);
    ShippedProviders.of(SharedService.class).forEach(builder::service);
    server = builder.set("SWITCHBOARD_COUNTRIES", "US").start();
    api = new ApiClient(server);
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
    if (box != null) {
      box.close();
    }
  }

  /** Lets time pass and does what is done then. */
  private void later(Duration time) {
    clock.forward(time);
    server.runScheduledTasks();
  }

  private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(work)) {
        results.add(result.get());
      }
      return results;
    }
  }

  /**
   * What goes wrong with a request.
   *
   * @param fault in the box's JSON
   * @param times how often in turn
   * @param first the status that it is answered with
   */
  private record Case(String what, String fault, int times, int first) {}

  private static final List<Case> SENDS =
      List.of(
          new Case("nothing", DELAY + 0, 1, 200),
          new Case("answer after 2 s", DELAY + 2_000, 1, 200),
          new Case("answer after the time-out", DELAY + 11_000, 1, 503),
          new Case("429 with Retry-After", BUSY + ",\"retry_after\":1", 1, 200),
          new Case("429 without", BUSY, 1, 200),
          new Case("429 again and again", BUSY, 4, 503),
          new Case("500", "\"kind\":\"answer\",\"status\":500", 1, 503),
          new Case("503", "\"kind\":\"answer\",\"status\":503", 1, 503),
          new Case("cut before the answer", "\"kind\":\"cut-before\"", 1, 503),
          new Case("cut within the answer", "\"kind\":\"cut-within\"", 1, 503));

  private static String number(int i) {
    return "+130355510%02d".formatted(i);
  }

  @ParameterizedTest
  @EnumSource
  void no_fault_doubles_a_send_and_every_record_is_true_in_the_end(TestDatabase database)
      throws Exception {
    start(database);
    List<Callable<String>> first = new ArrayList<>();
    for (int i = 0; i < SENDS.size(); i++) {
      Case one = SENDS.get(i);
      String to = number(i);
      box.fault("{\"where\":\"%s\",\"times\":%d,%s}".formatted(to, one.times(), one.fault()));
      first.add(() -> {
        assertThat(api.send(to).statusCode()).as(one.what()).isEqualTo(one.first());
        assertThat(api.send(to).statusCode()).as(one.what()).isIn(200, 503);
        return "%-26s | %d | %d".formatted(one.what(), one.first(), box.inbox(to).size());
      });
    }
    List<String> rows = atOnce(first);
    // Time may be put forward, but not past what is still under way.
    Eventually.isTrue(
        "the box has done what it is late with", () -> !box.inbox(number(2)).isEmpty());
    // After one minute the reconciler asks Twilio; after ten minutes it gives up on the rest.
    later(Duration.ofSeconds(70));
    later(Duration.ofMinutes(12));
    System.out.println(database + ": fault | answer | messages || in the end | messages | record");
    for (int i = 0; i < SENDS.size(); i++) {
      HttpResponse<String> last = api.send(number(i));
      assertThat(last.statusCode()).as(SENDS.get(i).what()).isEqualTo(200);
      String sid = ApiClient.field(last, "sid");
      Eventually.isTrue(sid + " delivered", () -> api.status(sid).equals("delivered"));
      assertThat(box.inbox(number(i))).as(SENDS.get(i).what()).hasSize(1);
      System.out.println("  " + rows.get(i) + " || 200 | 1 | delivered");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lost_doubled_late_and_reordered_webhooks_end_where_the_message_ended(TestDatabase database)
      throws Exception {
    start(database);
    System.out.println(database + ": webhooks | record at first | in the end | after late ones");
    int i = 20;
    for (String kind : List.of("lose", "twice", "swap", "late")) {
      String to = number(i++);
      int fault =
          box.fault(
              "{\"where\":\"sms/status\",\"times\":9,\"kind\":\"%s\",\"milliseconds\":7200000}"
                  .formatted(kind));
      String sid = ApiClient.field(api.send(to), "sid");
      Eventually.isTrue(
          "the box has delivered",
          () -> box.inbox(to).getFirst().getString("status").equals("delivered"));
      String before = api.status(sid);
      box.end(fault);
      // A webhook that was still under way when time moved puts the next question off.
      Eventually.isTrue(
          sid + " delivered",
          () -> {
            later(Duration.ofMinutes(20));
            return api.status(sid).equals("delivered");
          });
      box.advance(Duration.ofHours(2));
      assertThat(api.status(sid)).isEqualTo("delivered");
      assertThat(box.inbox(to)).hasSize(1);
      System.out.printf("  %-5s | %s | delivered | delivered%n", kind, before);
    }
  }

  private static final List<Case> STARTS = casesAtThe("start");
  private static final List<Case> CHECKS = casesAtThe("check");

  private static List<Case> casesAtThe(String step) {
    return List.of(
        new Case("429 at the " + step, BUSY, 1, 200),
        new Case("500 at the " + step, "\"kind\":\"answer\",\"status\":500", 1, 503),
        new Case("cut before the " + step + "'s answer", "\"kind\":\"cut-before\"", 1, 503),
        new Case("cut within the " + step + "'s answer", "\"kind\":\"cut-within\"", 1, 503));
  }

  @Test
  void no_fault_doubles_a_code_or_lets_one_count_that_was_not_approved() throws Exception {
    start(TestDatabase.SQLITE);
    System.out.println("fault | answer | codes | then the right code | and once more");
    for (int i = 0; i < STARTS.size(); i++) {
      Case one = STARTS.get(i);
      String to = number(40 + i);
      box.fault("{\"where\":\"%s\",\"times\":%d,%s}".formatted(to, one.times(), one.fault()));
      assertThat(api.start(to).statusCode()).as(one.what()).isEqualTo(one.first());
      int codes = box.inbox(to).size();
      assertThat(codes).isLessThan(2);
      boolean verified = api.check(to).body().contains("\"verified\":true");
      assertThat(verified).as(one.what()).isEqualTo(codes == 1);
      assertThat(api.check(to).body()).contains("\"verified\":false");
      System.out.printf(
          "  %-29s | %d | %d | %b | false%n", one.what(), one.first(), codes, verified);
    }
    for (int i = 0; i < CHECKS.size(); i++) {
      Case one = CHECKS.get(i);
      String to = number(50 + i);
      assertThat(api.start(to).statusCode()).isEqualTo(200);
      // Checks name no number: the fault is for whichever comes next.
      box.fault(
          "{\"where\":\"*/VerificationCheck\",\"times\":%d,%s}"
              .formatted(one.times(), one.fault()));
      assertThat(api.check(to).statusCode()).as(one.what()).isEqualTo(one.first());
      String approved = box.inbox(to).getFirst().getString("status");
      boolean verified = api.check(to).body().contains("\"verified\":true");
      assertThat(verified).as(one.what()).isEqualTo(approved.equals("pending"));
      assertThat(api.check(to).body()).contains("\"verified\":false");
      System.out.printf(
          "  %-29s | %d | 1 (%s) | %b | false%n", one.what(), one.first(), approved, verified);
    }
  }

  @Test
  void while_text_messages_hang_everything_else_works() throws Exception {
    start(TestDatabase.SQLITE);
    int hanging = 20;
    box.fault(
        "{\"where\":\"POST /2010-04-01/*\",\"times\":%d,%s}".formatted(hanging, DELAY + 6_000));
    List<Callable<Long>> work = new ArrayList<>();
    for (int i = 0; i < hanging; i++) {
      String to = "+130555520%02d".formatted(i);
      work.add(() -> api.send(to).statusCode() == 200 ? 0L : -1L);
    }
    work.add(this::slowestOfOthers);
    List<Long> results = atOnce(work);
    System.out.println(
        "while "
            + hanging
            + " messages hung for 6 s, the slowest voice token or verification took "
            + results.getLast()
            + " ms");
    assertThat(results.subList(0, hanging)).containsOnly(0L);
    assertThat(results.getLast()).isBetween(1L, 5_000L);
  }

  private long slowestOfOthers() throws Exception {
    Eventually.isTrue("messages hang", () -> api.gauge("twilio_requests_running") >= 10);
    long slowest = 0;
    for (int i = 0; i < 50; i++) {
      long began = System.nanoTime();
      assertThat(api.token("user" + i).statusCode()).isEqualTo(200);
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    for (int i = 0; i < 5; i++) {
      long began = System.nanoTime();
      assertThat(api.start(number(60 + i)).statusCode()).isEqualTo(200);
      assertThat(api.check(number(60 + i)).body()).contains("\"verified\":true");
      slowest = Math.max(slowest, System.nanoTime() - began);
    }
    return Duration.ofNanos(slowest).toMillis();
  }
}
