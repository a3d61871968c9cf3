package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import app.pizoo.switchboard.fixtures.TestDatabase;
import app.pizoo.switchboard.testing.TestStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class CallsTest {
  private static final Party ALICE = Party.user("alice");
  private static final Party BOB = Party.user("bob");

  private final TestDatabase kind;
  @TempDir Path folder;
  @AutoClose private TestStorage database;
  private Calls calls;

  CallsTest(TestDatabase kind) {
    this.kind = kind;
  }

  @BeforeEach
  void open() throws IOException {
    database = TestStorage.create(kind, folder, "voice", VoiceSchema.SCHEMA);
    calls = new Calls(database, Clock.systemUTC());
  }

  private boolean move(StatusEvent event) {
    return database.write(sql -> calls.move(sql, event)).moved();
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "BUSY", "FAILED", "NO_ANSWER", "CANCELED"})
  void the_first_end_is_the_end(CallStatus end) {
    assertThat(move(event("CA1", end))).isTrue();
    for (CallStatus later : CallStatus.values()) {
      assertThat(move(event("CA1", later))).isFalse();
    }

    assertThat(state("CA1")).isEqualTo(end.twilioName() + " 1 ");
  }

  @Test
  void callbacks_in_any_order_and_repeated_end_the_same() {
    Random random = new Random(3);
    List<CallStatus> states =
        new ArrayList<>(
            List.of(
                CallStatus.INITIATED,
                CallStatus.RINGING,
                CallStatus.RINGING,
                CallStatus.IN_PROGRESS,
                CallStatus.COMPLETED,
                CallStatus.COMPLETED));
    for (int i = 0; i < 20; i++) {
      String sid = "CA" + i;
      Collections.shuffle(states, random);
      states.forEach(state -> move(event(sid, state)));
      assertThat(state(sid)).as("%s", states).isEqualTo("completed 1 ");
    }
  }

  /** How far a call is, whether it is over, and why it was refused. */
  private String state(String sid) {
    return database
        .read(sql ->
            sql.queryOne(
                "SELECT status, is_over, reason FROM voice_calls WHERE sid = ?",
                row -> row.getString(1) + " " + row.getInt(2) + " " + row.getString(3),
                sid))
        .orElseThrow();
  }

  @Test
  void of_two_decisions_about_a_call_the_last_counts() {
    database.write(sql -> calls.refuse(sql, "CA1", ALICE, BOB, "limit"));
    assertThat(state("CA1")).isEqualTo("no-answer 1 limit");
    database.write(sql -> calls.begin(sql, "CA1", ALICE, BOB));
    assertThat(state("CA1")).isEqualTo("ringing 0 ");
    database.write(sql -> calls.refuse(sql, "CA1", ALICE, BOB, "limit"));
    assertThat(state("CA1")).isEqualTo("no-answer 1 limit");
  }

  @Test
  void a_late_decision_does_not_change_what_legs_reported() {
    database.write(sql -> calls.refuse(sql, "CA1", ALICE, BOB, "limit"));
    move(event("CA1", CallStatus.NO_ANSWER));
    database.write(sql -> calls.begin(sql, "CA1", ALICE, BOB));
    assertThat(state("CA1")).as("it ended as it was refused").isEqualTo("no-answer 1 limit");
    database.write(sql -> calls.refuse(sql, "CA2", ALICE, BOB, "limit"));
    move(event("CA2", CallStatus.IN_PROGRESS));
    database.write(sql -> calls.begin(sql, "CA2", ALICE, BOB));
    assertThat(state("CA2")).as("it goes on").isEqualTo("in-progress 0 ");
  }

  private static StatusEvent event(String sid, CallStatus status) {
    return new StatusEvent(sid, "", status, 0, Party.UNKNOWN, Party.UNKNOWN);
  }
}
