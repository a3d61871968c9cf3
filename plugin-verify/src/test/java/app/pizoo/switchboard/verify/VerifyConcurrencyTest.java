package app.pizoo.switchboard.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.pizoo.switchboard.fixtures.Eventually;
import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.Verifications;
import com.twilio.rest.verify.v2.service.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyConcurrencyTest {
  private static final int MANY = 100;
  private static final Recipient ALICE = Fixture.phone("+12025550123");
  private static final Recipient BOB = Fixture.phone("+12025550124");

  /** Far longer than a test takes; ended by it. */
  private static final Duration UNTIL_ENDED = Duration.ofSeconds(8);

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void of_a_hundred_checks_at_once_five_reach_twilio_and_one_is_verified() throws Exception {
    fixture.start(ALICE);

    List<String> outcomes = atOnce(() -> outcome(() -> tried("123456")));

    assertThat(fixture.requests()).hasSizeBetween(2, 1 + Verifications.MAX_CHECKS);
    assertThat(Collections.frequency(outcomes, "true")).isEqualTo(1);
  }

  @Test
  void of_a_hundred_wrong_codes_at_once_five_reach_twilio() throws Exception {
    fixture.start(ALICE);

    List<String> outcomes = atOnce(() -> outcome(() -> tried("000000")));

    assertThat(fixture.requests()).hasSize(1 + Verifications.MAX_CHECKS);
    assertThat(Collections.frequency(outcomes, "false")).isEqualTo(Verifications.MAX_CHECKS);
    assertThat(Collections.frequency(outcomes, "too_many_attempts"))
        .isEqualTo(MANY - Verifications.MAX_CHECKS);
  }

  @Test
  void a_right_code_counts_once_even_if_twilio_approved_it_twice() throws Exception {
    // Whose verification is known by its recipient alone, as its start was not answered.
    fixture.box.faults().add("/Verifications", 1, new Faults.CutWithin());
    assertThatThrownBy(() -> fixture.start(ALICE)).isInstanceOf(Problem.class);
    fixture.box.faults().add("/VerificationCheck", 1, new Faults.DelayWithin(UNTIL_ENDED));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first = threads.submit(() -> tried("123456"));
      Eventually.isTrue(
          "approved",
          () -> fixture.box.mailbox(ALICE.value()).getFirst().status().equals("approved"));
      startAtTwilio();

      assertThat(tried("123456")).isTrue();
      fixture.box.faults().clear();
      assertThat(first.get()).isFalse();
    }
    assertThat(fixture.box.mailbox(ALICE.value()))
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.status()).isEqualTo("approved"));
  }

  /** Another program sends a code. */
  private void startAtTwilio() {
    fixture
        .client()
        .call(rest ->
            Verification.creator(fixture.box.account().verifyServiceSid(), ALICE.value(), "sms")
                .create(rest));
  }

  @Test
  void starts_for_one_recipient_never_overlap_at_twilio() throws Exception {
    fixture.box.faults().add(ALICE.value(), 10, new Faults.Delay(Duration.ofMillis(20)));

    List<String> outcomes = atOnce(() -> outcome(() -> started(ALICE)));

    assertThat(fixture.requests())
        .hasSize(MANY)
        .allSatisfy(request -> assertThat(request.concurrent()).isEqualTo(1));
    assertThat(Collections.frequency(outcomes, "true")).as("as many as Twilio sends").isEqualTo(5);
    assertThat(Collections.frequency(outcomes, "rate_limited")).isEqualTo(MANY - 5);
  }

  @Test
  void starts_for_different_recipients_run_beside_each_other() throws Exception {
    fixture.box.faults().add(ALICE.value(), 1, new Faults.Delay(UNTIL_ENDED));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> alice = threads.submit(() -> started(ALICE));
      Eventually.isTrue("under way", () -> fixture.requests().size() == 1);

      assertThat(started(BOB)).isTrue();
      assertThat(alice.isDone()).isFalse();
      fixture.box.faults().clear();
      assertThat(alice.get()).isTrue();
    }
    assertThat(fixture.requests()).extracting(RestRequest::concurrent).containsExactly(1, 2);
  }

  private boolean started(Recipient recipient) {
    fixture.start(recipient);
    return true;
  }

  private boolean tried(String code) {
    return fixture.check(ALICE, code);
  }

  private static String outcome(Callable<Boolean> work) throws Exception {
    try {
      return String.valueOf(work.call());
    } catch (Problem problem) {
      return problem.code().code();
    }
  }

  private static List<String> atOnce(Callable<String> work) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> outcomes = new ArrayList<>();
      for (Future<String> outcome : threads.invokeAll(Collections.nCopies(MANY, work))) {
        outcomes.add(outcome.get());
      }
      return outcomes;
    }
  }
}
