package app.pizoo.switchboard.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {
  private final MemoryDatabase database = new MemoryDatabase(Calls.SCHEMA);
  private final Calls calls = new Calls(database, Clock.systemUTC());

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "BUSY", "FAILED", "NO_ANSWER", "CANCELED"})
  void the_first_end_is_the_end(CallStatus end) {
    assertThat(calls.move(event("CA1", end))).isTrue();
    for (CallStatus later : CallStatus.values()) {
      assertThat(calls.move(event("CA1", later))).isFalse();
    }

    assertThat(calls.status("CA1")).contains(end.twilioName());
  }

  @Test
  void whatever_the_order_and_however_often_a_call_ends_the_same() {
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
      states.forEach(state -> calls.move(event(sid, state)));
      assertThat(calls.status(sid)).as("%s", states).contains("completed");
    }
  }

  private static StatusEvent event(String sid, CallStatus status) {
    return new StatusEvent(sid, "", status, 0);
  }
}
