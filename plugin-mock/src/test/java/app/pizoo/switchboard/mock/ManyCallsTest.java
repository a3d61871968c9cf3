package app.pizoo.switchboard.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.phone.Phone;
import com.twilio.exception.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands of calls, with the clock moved. */
class ManyCallsTest {
  private static final int CALLS = 3000;

  private final Switchroom room = new Switchroom();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void thousands_of_calls_at_once_need_no_threads_and_leave_nothing_behind() {
    room.answers("<Dial timeout='20' action='/dialed'><Client>nobody</Client></Dial>");
    room.answers("/dialed", "<Say>Sorry</Say><Pause length='600'/>");
    int threads = Thread.activeCount();
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      phones.add(room.box().phone("+1415%07d".formatted(i)).calls(room.number()));
      if (i % 100 == 0) {
        room.settle(); // No more sockets at once than a test program listens for.
      }
    }
    room.settle();
    assertThat(phones).allMatch(Phone::isTalking);
    assertThat(phones).allSatisfy(phone -> assertThat(phone.hears()).containsExactly("Sorry"));
    assertThat(room.box().engine().running()).isEqualTo(CALLS);
    // Tests beside this one have threads, too.
    assertThat(Thread.activeCount() - threads).isLessThan(CALLS / 10);
    room.pass(Duration.ofMinutes(11));
    assertThat(phones).noneMatch(Phone::isTalking);
    assertThat(room.box().engine().running()).isZero();
    assertThat(room.box().calls().newestFirst(call -> call.status() == Call.Status.COMPLETED))
        .hasSize(CALLS);
  }

  @Test
  void calls_beyond_ten_thousand_at_once_are_refused() {
    Params waiting = Params.of(Map.of("Twiml", "<Response/>"));
    for (int i = 0; i < 10_000; i++) {
      String number = "+1415%07d".formatted(i);
      room.box().phone(number).neverAnswers();
      Call.Leg parties = new Call.Leg(room.number(), number, "outbound-api", Optional.empty());
      room.box().engine().start(room.box().calls().create(parties), waiting);
    }
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> room.call(Switchroom.ANN, "<Hangup/>"))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(10004));
    assertThatExceptionOfType(TwilioError.class).isThrownBy(() -> room.ann().calls(room.number()));
  }
}
