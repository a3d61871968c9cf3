package app.pizoo.switchboard.mock.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.pizoo.switchboard.mock.call.Call;
import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.http.TwilioError;
import app.pizoo.switchboard.mock.phone.Phone;
import app.pizoo.switchboard.mock.testing.CallFixture;
import com.twilio.exception.ApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands of calls at the same time. */
class ManyCallsTest {
  private static final int CALLS = 3000;

  private final CallFixture fixture = new CallFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void thousands_of_calls_at_once_need_no_threads_and_leave_nothing_behind() {
    fixture.answers("<Dial timeout='20' action='/dialed'><Client>nobody</Client></Dial>");
    fixture.answers("/dialed", "<Say>Sorry</Say><Pause length='600'/>");
    int threads = Thread.activeCount();
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      phones.add(fixture.box().phone("+1415%07d".formatted(i)).calls(fixture.number()));
      if (i % 100 == 0) {
        fixture.awaitIdle(); // No more sockets at once than a test program listens for.
      }
    }
    fixture.awaitIdle();
    assertThat(phones).allMatch(Phone::isTalking);
    assertThat(phones).allSatisfy(phone -> assertThat(phone.hears()).containsExactly("Sorry"));
    assertThat(fixture.engine().running()).isEqualTo(CALLS);
    // Tests beside this one have threads, too.
    assertThat(Thread.activeCount() - threads).isLessThan(CALLS / 10);
    fixture.pass(Duration.ofMinutes(11));
    assertThat(phones).noneMatch(Phone::isTalking);
    assertThat(fixture.engine().running()).isZero();
    assertThat(fixture.calls().newestFirst(call -> call.status() == Call.Status.COMPLETED))
        .hasSize(CALLS);
  }

  @Test
  void calls_beyond_ten_thousand_at_once_are_refused() {
    Parameters waiting = Parameters.of(Map.of("Twiml", "<Response/>"));
    for (int i = 0; i < 10_000; i++) {
      String number = "+1415%07d".formatted(i);
      fixture.box().phone(number).neverAnswers();
      Call.Parties parties =
          new Call.Parties(fixture.number(), number, "outbound-api", Optional.empty());
      fixture.engine().start(fixture.calls().create(parties), waiting);
    }
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(() -> fixture.call(CallFixture.ANN, "<Hangup/>"))
        .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(10004));
    assertThatExceptionOfType(TwilioError.class)
        .isThrownBy(() -> fixture.ann().calls(fixture.number()));
  }
}
