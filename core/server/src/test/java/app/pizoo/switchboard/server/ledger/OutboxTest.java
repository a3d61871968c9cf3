package app.pizoo.switchboard.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.spi.storage.Outbox.Entry;
import app.pizoo.switchboard.spi.storage.Outbox.Outcome;
import app.pizoo.switchboard.spi.storage.Outbox.Send;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class OutboxTest {
  private final TestDatabase database;
  private final AtomicInteger sent = new AtomicInteger();
  private final Send success =
      id -> {
        int number = sent.incrementAndGet();
        return new Outcome.Sent(
            "sid " + number,
            sql -> sql.update("INSERT INTO notes (id, n) VALUES (?, ?)", id, number));
      };
  private final Send silence =
      id -> {
        sent.incrementAndGet();
        return new Outcome.Unknown(Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "no answer came"));
      };
  @TempDir Path folder;
  @AutoClose private Nodes nodes;
  private Outbox outbox;

  OutboxTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    nodes = Nodes.over(database.newUrl(), folder);
    outbox = nodes.one().outbox("test");
  }

  private static Entry entry(String caller, String key, String request) {
    return new Entry(Optional.of(new Outbox.Key(caller, key, request)), Map.of("to", "hash"));
  }

  private static final Entry ENTRY = entry("backend", "key 1", "to\nbody");

  private ProblemCode refused(Entry entry, Send send) {
    Problem problem = catchThrowableOfType(Problem.class, () -> outbox.send(entry, send));
    assertThat(problem).isNotNull();
    return problem.code();
  }

  @Test
  void one_key_is_one_send_with_one_answer() {
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 1");
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 1");
    assertThat(nodes.other().outbox("test").send(ENTRY, success)).isEqualTo("sid 1");
    assertThat(refused(entry("backend", "key 1", "to\nother"), success))
        .isEqualTo(ProblemCode.IDEMPOTENCY_CONFLICT);
    assertThat(outbox.send(entry("another", "key 1", "to\nother"), success)).isEqualTo("sid 2");
    assertThat(nodes.other().outbox("other").send(ENTRY, success)).isEqualTo("sid 3");
    assertThat(nodes.count("notes")).isEqualTo(3);
  }

  @Test
  void without_a_key_each_entry_is_sent() {
    Entry entry = new Entry(Optional.empty(), Map.of());
    assertThat(outbox.send(entry, success)).isEqualTo("sid 1");
    assertThat(outbox.send(entry, success)).isEqualTo("sid 2");
    assertThat(outbox.unresolved(Duration.ZERO, 10)).isEmpty();
  }

  @Test
  void a_crowd_with_one_key_on_two_nodes_waits_for_the_first_and_gets_its_answer() {
    Set<String> answers = ConcurrentHashMap.newKeySet();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        Outbox node = (i % 2 == 0 ? nodes.one() : nodes.other()).outbox("test");
        threads.execute(() -> answers.add(node.send(ENTRY, success)));
      }
    }
    assertThat(sent.get()).isEqualTo(1);
    assertThat(answers).containsExactly("sid 1");
  }

  @Test
  void a_refusal_frees_the_key() {
    Send refusal =
        id -> {
          throw Problem.of(ProblemCode.RATE_LIMITED, "too many");
        };
    assertThat(refused(ENTRY, refusal)).isEqualTo(ProblemCode.RATE_LIMITED);
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 1");
  }

  @Test
  void an_unknown_outcome_is_never_sent_again_and_resolved_by_what_is_learned() {
    assertThat(refused(ENTRY, silence)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(refused(ENTRY, success)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(sent.get()).isEqualTo(1);
    assertThat(outbox.unresolved(Duration.ofMinutes(1), 10)).isEmpty();
    nodes.clock().forward(Duration.ofMinutes(1));
    Outbox.Unresolved open = outbox.unresolved(Duration.ofMinutes(1), 10).getFirst();
    assertThat(open.details()).containsEntry("to", "hash");
    assertThat(open.begun()).isEqualTo(nodes.clock().instant().minusSeconds(60));
    assertThat(resolve(open, Optional.of("sid found"))).isTrue();
    assertThat(resolve(open, Optional.of("sid again"))).isFalse();
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid found");
    assertThat(sent.get()).isEqualTo(1);
    assertThat(nodes.metrics().text())
        .contains("switchboard_outbox_sends_total{plugin=\"test\",outcome=\"unknown\"} 1");
  }

  @Test
  void an_entry_whose_subject_is_erased_is_still_found_and_loses_it_when_resolved() {
    refused(ENTRY, silence);
    assertThat(erase("other", "hash")).isZero();
    assertThat(erase("test", "another")).isZero();
    assertThat(erase("test", "hash")).isEqualTo(1);
    assertThat(refused(ENTRY, success))
        .as("never twice")
        .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    Outbox.Unresolved open = outbox.unresolved(Duration.ZERO, 10).getFirst();
    assertThat(open.details()).containsEntry("to", "hash");
    assertThat(isErased(open.id())).isTrue();
    resolve(open, Optional.of("sid found"));
    assertThat(isErased(open.id())).isTrue();
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid found");
    List<String> details =
        nodes
            .storage()
            .read(sql ->
                sql.query("SELECT details FROM switchboard_outbox", row -> row.getString(1)));
    assertThat(details).containsExactly("{}");
    assertThat(erase("test", "hash")).isZero();
  }

  @Test
  void an_entry_that_is_on_its_way_while_its_subject_is_erased_is_reported() {
    List<Boolean> erased = new ArrayList<>();
    outbox.send(
        ENTRY,
        id -> {
          erase("test", "hash");
          return new Outcome.Sent("sid", sql -> erased.add(outbox.isErased(sql, id)));
        });
    outbox.send(
        entry("backend", "key 2", "other"),
        id -> new Outcome.Sent("sid", sql -> erased.add(outbox.isErased(sql, id))));
    assertThat(erased).containsExactly(true, false);
  }

  @Test
  void a_send_with_an_unknown_outcome_is_recorded_unless_its_subject_was_erased_meanwhile() {
    Problem silent = Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "no answer came");
    List<String> noted = new ArrayList<>();
    refused(
        ENTRY,
        id -> {
          erase("test", "hash");
          return new Outcome.Unknown(silent, sql -> noted.add("erased"));
        });
    refused(
        entry("backend", "key 2", "other"),
        id -> new Outcome.Unknown(silent, sql -> noted.add("known")));
    refused(
        entry("backend", "key 3", "other"),
        id ->
            new Outcome.Unknown(
                silent,
                sql -> {
                  throw Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "full");
                }));
    assertThat(noted).containsExactly("known");
    List<String> states =
        nodes
            .storage()
            .read(
                sql -> sql.query("SELECT state FROM switchboard_outbox", row -> row.getString(1)));
    assertThat(states).containsExactly("UNKNOWN", "UNKNOWN", "UNKNOWN");
  }

  private int erase(String owner, String key) {
    return nodes.storage().write(sql -> OutboxTable.erase(sql, owner, Set.of(key)));
  }

  private boolean isErased(String id) {
    return nodes.storage().read(sql -> outbox.isErased(sql, id));
  }

  @Test
  void if_nothing_went_out_after_all_the_key_is_free() {
    refused(ENTRY, silence);
    assertThat(resolve(outbox.unresolved(Duration.ZERO, 10).getFirst(), Optional.empty())).isTrue();
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 2");
  }

  private boolean resolve(Outbox.Unresolved open, Optional<String> result) {
    return nodes.storage().write(sql -> outbox.resolve(sql, open.id(), result));
  }

  @Test
  void an_entry_whose_node_died_is_not_sent_again() {
    assertThatThrownBy(() ->
            outbox.send(
                ENTRY,
                id -> {
                  throw new IllegalStateException("the process ends here");
                }))
        .isInstanceOf(IllegalStateException.class);
    // As the process left it: running.
    nodes.storage().write(sql -> sql.update("UPDATE switchboard_outbox SET state = 'RUNNING'"));
    nodes.clock().forward(Duration.ofSeconds(46));
    assertThat(refused(ENTRY, success)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(sent.get()).isZero();
    assertThat(outbox.unresolved(Duration.ofSeconds(30), 10)).hasSize(1);
  }

  @Test
  void answers_are_kept_for_a_day_and_unknown_outcomes_until_they_are_resolved() {
    outbox.send(ENTRY, success);
    refused(entry("backend", "key 2", ""), silence);
    nodes.clock().forward(Duration.ofHours(23));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 1");
    nodes.clock().forward(Duration.ofHours(2));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.count("switchboard_outbox")).isEqualTo(1);
    assertThat(outbox.send(ENTRY, success)).isEqualTo("sid 3");
  }

  @Test
  void an_outcome_unknown_for_two_days_is_forgotten() {
    refused(ENTRY, silence);
    nodes.clock().forward(Duration.ofDays(2));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.count("switchboard_outbox")).isEqualTo(1);
    nodes.clock().forward(Duration.ofMinutes(1));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.count("switchboard_outbox")).isZero();
  }

  @Test
  void keys_and_requests_are_stored_as_hashes() {
    outbox.send(entry("backend", "secret key", "+12025550123\nsecret text"), success);
    List<String> rows =
        nodes
            .storage()
            .read(sql ->
                sql.query(
                    "SELECT key || request || result || details FROM switchboard_outbox",
                    row -> row.getString(1)));
    assertThat(rows)
        .hasSize(1)
        .noneMatch(row -> row.contains("secret") || row.contains("2025550123"));
  }
}
