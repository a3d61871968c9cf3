package app.pizoo.switchboard.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Inbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class InboxTest {
  private static final Inbox.EventCodec<Note> CODEC = new NoteCodec();

  private final TestDatabase database;
  private final AtomicInteger after = new AtomicInteger();
  private final Queue<Note> handled = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean broken = new AtomicBoolean();
  @TempDir Path folder;
  @AutoClose private Nodes nodes;

  InboxTest(TestDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void open() throws IOException {
    nodes = Nodes.over(database.newUrl(), folder);
    List<Inbox.Subscription<?>> subscriptions =
        List.of(new Inbox.Subscription<>(CODEC, this::note));
    nodes.one().subscribe("test", subscriptions);
    nodes.other().subscribe("test", subscriptions);
  }

  /** Counts each event by its key, so that one that is processed twice shows. */
  private Runnable note(Database.Sql sql, Note event) {
    handled.add(event);
    sql.update(
        "INSERT INTO notes (id, n) VALUES (?, 1) ON CONFLICT (id) DO UPDATE SET n = notes.n + 1",
        event.id());
    if (broken.get()) {
      throw new IllegalStateException("on purpose, about +12025550123");
    }
    return after::incrementAndGet;
  }

  private static Note event(String id) {
    return new Note(id);
  }

  /** An event. Has no equality, so that a copy shows. */
  private static final class Note {
    private final String id;

    Note(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }
  }

  private static final class NoteCodec implements Inbox.EventCodec<Note> {
    @Override
    public String topic() {
      return "note";
    }

    @Override
    public Class<Note> type() {
      return Note.class;
    }

    @Override
    public String key(Note note) {
      return note.id();
    }

    @Override
    public Map<String, String> encode(Note note) {
      return Map.of("id", note.id());
    }

    @Override
    public Note decode(String key, Map<String, String> fields) {
      return new Note(fields.getOrDefault("id", ""));
    }
  }

  @Test
  void the_handler_in_the_same_transaction_receives_the_object_itself() {
    Note note = event("a");
    nodes.one().inbox("test").put(CODEC, note);
    assertThat(handled).hasSize(1);
    assertThat(handled.peek()).isSameAs(note);
  }

  @Test
  void an_event_that_is_retried_is_decoded() {
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("a"));
    handled.clear();
    broken.set(false);
    nodes.clock().forward(Duration.ofSeconds(2));
    nodes.one().processDue();
    assertThat(handled).extracting(Note::id).containsExactly("a");
  }

  @Test
  void an_event_without_a_handler_is_a_mistake_of_the_plugin_that_puts_it() {
    assertThatThrownBy(() -> nodes.one().inbox("another").put(CODEC, event("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("plugin another registers no handler for the topic note");
  }

  private int processed() {
    return nodes
        .storage()
        .read(sql -> sql.queryOne("SELECT coalesce(sum(n), 0) FROM notes", row -> row.getInt(1)))
        .orElseThrow();
  }

  @Test
  void events_that_come_several_times_on_several_nodes_are_processed_once() {
    AtomicInteger first = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Inbox inbox = (i % 2 == 0 ? nodes.one() : nodes.other()).inbox("test");
        String id = "event " + i / 4;
        threads.execute(() -> first.addAndGet(inbox.put(CODEC, event(id)) ? 1 : 0));
      }
    }
    assertThat(first.get()).isEqualTo(50);
    assertThat(after.get()).isEqualTo(50);
    assertThat(nodes.count("notes")).isEqualTo(50);
    assertThat(processed()).isEqualTo(50);
  }

  @Test
  void an_event_claimed_by_a_node_that_died_is_processed_by_another_after_the_claim_expires() {
    long now = nodes.clock().millis();
    new EventTable(nodes.storage())
        .put(
            new EventTable.Waiting(
                "test", "note", "orphan", Map.of("id", "orphan"), 0, now + 30_000),
            now,
            "");
    nodes.other().processDue();
    assertThat(nodes.count("notes")).isZero();
    nodes.clock().forward(Duration.ofSeconds(30));
    nodes.other().processDue();
    nodes.one().processDue();
    assertThat(after.get()).isEqualTo(1);
    assertThat(processed()).isEqualTo(1);
  }

  @Test
  void a_failure_undoes_its_changes_and_is_tried_again_after_growing_pauses() {
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("a"));
    assertThat(attempts()).isEqualTo(1);
    assertThat(nodes.count("notes")).isZero();
    nodes.one().processDue();
    assertThat(attempts()).isEqualTo(1);
    nodes.clock().forward(Duration.ofSeconds(2));
    nodes.one().processDue();
    assertThat(attempts()).isEqualTo(2);
    nodes.clock().forward(Duration.ofSeconds(3));
    nodes.one().processDue();
    assertThat(attempts()).isEqualTo(2);
    broken.set(false);
    nodes.clock().forward(Duration.ofSeconds(1));
    nodes.one().processDue();
    assertThat(after.get()).isEqualTo(1);
    assertThat(processed()).isEqualTo(1);
  }

  @Test
  void dead_letters_are_kept_no_longer_than_records() {
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("a"));
    for (int i = 0; i < 12; i++) {
      nodes.clock().forward(Duration.ofMinutes(5));
      nodes.one().processDue();
    }
    nodes.clock().forward(Duration.ofDays(31));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.count("switchboard_events")).isZero();
    assertThat(nodes.metrics().text()).contains("switchboard_dead_letters 0");
  }

  @Test
  void dead_letters_are_listed_without_fields_and_can_be_replayed() {
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("a"));
    EventTable table = new EventTable(nodes.storage());
    for (int i = 1; i <= 12; i++) {
      assertThat(attempts()).isEqualTo(i);
      nodes.clock().forward(Duration.ofMinutes(5));
      nodes.one().processDue();
    }
    EventTable.DeadLetter dead = table.deadLetters(10).getFirst();
    assertThat(dead.attempts()).isEqualTo(12);
    assertThat(dead.error()).isEqualTo("IllegalStateException");
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.metrics().text()).contains("switchboard_dead_letters 1");
    nodes.clock().forward(Duration.ofDays(29));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(table.deadLetters(10)).hasSize(1);

    broken.set(false);
    assertThat(table.replay("another")).isZero();
    assertThat(table.replay(dead.key())).isEqualTo(1);
    nodes.other().processDue();
    assertThat(after.get()).isEqualTo(1);
    assertThat(table.deadLetters(10)).isEmpty();
    assertThat(nodes.one().inbox("test").put(CODEC, event("a"))).as("known still").isFalse();
  }

  private int attempts() {
    return nodes
        .storage()
        .read(sql ->
            sql.queryOne("SELECT max(attempts) FROM switchboard_events", row -> row.getInt(1)))
        .orElseThrow();
  }

  @Test
  void events_that_cannot_be_stored_are_not_acknowledged() {
    nodes.storage().write(sql -> sql.update("DROP TABLE switchboard_events"));
    Problem problem =
        catchThrowableOfType(Problem.class, () -> nodes.one().inbox("test").put(CODEC, event("a")));
    assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL);
  }

  @Test
  void keys_expire_after_a_day_and_waiting_events_do_not() {
    nodes.one().inbox("test").put(CODEC, event("done"));
    assertThat(after.get()).isEqualTo(1);
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("waits"));
    assertThat(attempts()).isEqualTo(1);
    nodes.clock().forward(Duration.ofHours(25));
    nodes.one().clean(Duration.ofDays(30));
    assertThat(nodes.count("switchboard_events")).isEqualTo(1);
  }

  @Test
  void erasing_a_subject_deletes_its_waiting_events() {
    broken.set(true);
    nodes.one().inbox("test").put(CODEC, event("alice"));
    nodes.one().inbox("test").put(CODEC, event("bob"));
    nodes.one().inbox("test").put(CODEC, event("hash of alice"));
    assertThat(attempts()).isEqualTo(1);
    Set<String> erasureKeys = Set.of("alice", "hash of alice");
    assertThat(erase("other", erasureKeys)).isZero();
    assertThat(erase("test", erasureKeys)).isEqualTo(2);
    assertThat(nodes.count("switchboard_events")).isEqualTo(1);
  }

  private int erase(String owner, Set<String> erasureKeys) {
    return nodes.storage().write(sql -> EventTable.erase(sql, owner, erasureKeys));
  }
}
