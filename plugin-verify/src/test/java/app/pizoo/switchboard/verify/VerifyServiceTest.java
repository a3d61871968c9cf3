package app.pizoo.switchboard.verify;

import static app.pizoo.switchboard.verify.Fixture.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import app.pizoo.switchboard.mock.fault.Faults;
import app.pizoo.switchboard.mock.mailbox.ReceivedMessage;
import app.pizoo.switchboard.mock.requestlog.RestRequest;
import app.pizoo.switchboard.spi.http.Caller;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.AuthMode;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.Verifications;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerifyServiceTest {
  private static final Recipient ALICE = Fixture.phone("+12025550123");
  private static final Recipient BOB = Fixture.phone("+12025550124");

  private final Fixture fixture = new Fixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void a_code_is_sent_through_the_channel_that_twilio_calls_call() {
    fixture.service.start(ALICE, Channel.VOICE, CLIENT, Optional.empty(), Optional.empty());

    assertThat(fixture.requests())
        .singleElement()
        .satisfies(request -> {
          assertThat(request.form().get("To")).containsExactly("+12025550123");
          assertThat(request.form().get("Channel")).containsExactly("call");
        });
    assertThat(fixture.box.mailbox("+12025550123"))
        .extracting(ReceivedMessage::channel)
        .containsExactly("call");
  }

  @Test
  void the_stored_verification_is_what_is_checked() {
    fixture.start(ALICE);

    assertThat(fixture.check(ALICE, "123456")).isTrue();
    assertThat(lastForm().get("VerificationSid")).containsExactly(fixture.sid(ALICE));
    assertThat(lastForm()).doesNotContainKey("To");
  }

  @Test
  void a_wrong_code_and_one_that_twilio_no_longer_knows_are_both_not_verified() {
    fixture.start(ALICE);

    assertThat(fixture.check(ALICE, "000000")).isFalse();
    assertThat(lastRequest().status()).hasValue(200);
    fixture.box.clock().advance(Verifications.VALIDITY);
    assertThat(fixture.check(ALICE, "123456")).isFalse();
    assertThat(lastRequest().status()).hasValue(404);
  }

  @Test
  void a_code_that_was_never_sent_does_not_reach_twilio() {
    assertThat(fixture.check(ALICE, "123456")).isFalse();
    assertThat(fixture.requests()).isEmpty();
  }

  @Test
  void an_expired_code_does_not_reach_twilio() {
    fixture.start(ALICE);
    fixture.pass(Verifications.VALIDITY);

    assertThat(fixture.check(ALICE, "123456")).isFalse();
    assertThat(fixture.requests()).hasSize(1);
  }

  @Test
  void a_right_code_counts_once() {
    fixture.start(ALICE);

    assertThat(fixture.check(ALICE, "123456")).isTrue();
    assertThat(fixture.check(ALICE, "123456")).isFalse();
  }

  @Test
  void the_sixth_attempt_is_refused_for_the_rest_of_the_validity() {
    fixture.start(ALICE);
    for (int i = 0; i < Verifications.MAX_CHECKS; i++) {
      assertThat(fixture.check(ALICE, "000000")).isFalse();
    }
    fixture.pass(Duration.ofMinutes(4));

    Problem problem = catchThrowableOfType(Problem.class, () -> fixture.check(ALICE, "000000"));

    assertThat(problem.code()).isEqualTo(TwilioProblemCodes.TOO_MANY_ATTEMPTS);
    assertThat(problem.retryAfterSeconds()).contains(360L);
    assertThat(fixture.requests()).hasSize(1 + Verifications.MAX_CHECKS);
  }

  @Test
  void sending_the_same_code_again_gives_no_new_attempts() {
    fixture.start(ALICE);
    for (int i = 0; i < Verifications.MAX_CHECKS; i++) {
      fixture.check(ALICE, "000000");
    }
    String sid = fixture.sid(ALICE);
    fixture.service.start(ALICE, Channel.SMS, CLIENT, Optional.empty(), Optional.empty());
    assertThat(fixture.sid(ALICE)).isEqualTo(sid);

    assertThatThrownBy(() -> fixture.check(ALICE, "000000"))
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(TwilioProblemCodes.TOO_MANY_ATTEMPTS);
  }

  @Test
  void a_new_verification_takes_the_place_of_the_old_one() {
    fixture.start(ALICE);
    String old = fixture.sid(ALICE);
    fixture.clock.forward(Duration.ofMinutes(1));
    fixture.box.clock().advance(Verifications.VALIDITY);
    fixture.start(ALICE);

    assertThat(fixture.check(ALICE, "123456")).isTrue();
    assertThat(lastForm().get("VerificationSid"))
        .containsExactly(fixture.sid(ALICE))
        .doesNotContain(old);
    assertThat(fixture.check(ALICE, "123456")).isFalse();
  }

  @Test
  void twilios_limit_of_attempts_is_reported_to_the_owner_with_the_remaining_validity() {
    fixture.start(ALICE);
    fixture.pass(Duration.ofMinutes(9));
    refuse("POST /v2/*", 1, 429, 60202);

    Problem check = catchThrowableOfType(Problem.class, () -> fixture.check(ALICE, "000000"));

    assertThat(check.code()).isEqualTo(TwilioProblemCodes.TOO_MANY_ATTEMPTS);
    assertThat(check.retryAfterSeconds()).contains(60L);
  }

  @Test
  void a_start_without_a_response_is_not_repeated_and_its_code_can_be_checked() {
    fixture.box.faults().add("/Verifications", 1, new Faults.CutWithin());
    assertThatThrownBy(() -> fixture.start(ALICE))
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(fixture.requests()).hasSize(1);

    assertThat(fixture.check(ALICE, "123456")).isTrue();
    assertThat(lastForm().get("To")).containsExactly("+12025550123");
  }

  @Test
  void a_start_without_a_response_does_not_change_a_pending_verification() {
    fixture.start(ALICE);
    fixture.box.faults().add("/Verifications", 1, new Faults.CutBefore());
    assertThatThrownBy(() -> fixture.start(ALICE))
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(fixture.requests()).hasSize(2);

    assertThat(fixture.check(ALICE, "123456")).isTrue();
    assertThat(lastForm().get("VerificationSid")).containsExactly(fixture.sid(ALICE));
  }

  @Test
  void countries_that_are_not_served_reach_neither_limits_nor_twilio() {
    Recipient abroad = Fixture.phone("+4915112345678");

    assertThatThrownBy(() -> fixture.start(abroad))
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(TwilioProblemCodes.COUNTRY_NOT_SUPPORTED);
    assertThat(fixture.uses).isEmpty();
    assertThat(fixture.requests()).isEmpty();
  }

  @Test
  void the_table_holds_no_number() {
    fixture.start(ALICE);

    assertThat(fixture.columns())
        .hasSize(1)
        .allSatisfy(row -> assertThat(row).doesNotContain("2025550123"));
  }

  @Test
  void
      starts_count_by_recipient_prefix_and_address_in_total_and_for_signed_in_users_also_by_user() {
    fixture.start(ALICE);
    assertThat(names())
        .containsExactly(
            "verify.start.recipient.pause",
            "verify.start.recipient.burst",
            "verify.start.recipient.hour",
            "verify.start.recipient.day",
            "verify.start.area.burst",
            "verify.start.area.hour",
            "verify.start.budget.hour",
            "verify.start.budget.day",
            "verify.start.address.hour",
            "verify.start.address.day",
            "verify.start.address.recipients.day",
            "verify.start.subnet.recipients.day");

    fixture.uses.clear();
    fixture
        .service(AuthMode.USER)
        .start(
            ALICE,
            Channel.SMS,
            new ClientInfo(Caller.named("alice"), "192.0.2.1", "192.0.2", Optional.empty()),
            Optional.empty(),
            Optional.empty());
    assertThat(names())
        .contains(
            "verify.start.user.hour",
            "verify.start.user.day",
            "verify.start.user.recipients.day",
            "verify.start.user.countries.day",
            "verify.start.address.users.day");
  }

  @Test
  void starts_that_ask_twilio_are_filled_up_to_one_time_and_others_are_not() {
    fixture.start(ALICE);
    refuse("+12025550123", 1, 403, 60410);
    assertThatThrownBy(() -> fixture.start(ALICE)).isInstanceOf(Problem.class);
    assertThat(fixture.pauses)
        .as("sent and refused by Twilio")
        .containsExactly(Duration.ofMillis(150), Duration.ofMillis(150));
    assertThatThrownBy(() -> fixture.start(Fixture.phone("+4915112345678")))
        .isInstanceOf(Problem.class);
    assertThat(fixture.pauses).hasSize(2);
  }

  @Test
  void the_apps_backend_is_not_limited_by_its_address() {
    VerifyService service = fixture.service(AuthMode.SERVICE);
    service.start(ALICE, Channel.SMS, CLIENT, Optional.empty(), Optional.empty());
    service.check(ALICE, Fixture.code("000000"), Optional.empty(), CLIENT);

    assertThat(names())
        .isNotEmpty()
        .noneMatch(name -> name.contains("address") || name.contains("subnet"));
  }

  @Test
  void attempts_without_handle_do_not_use_up_those_of_the_client_that_started() {
    fixture.start(ALICE);
    for (int i = 0; i < Verifications.MAX_CHECKS_WITHOUT_HANDLE; i++) {
      assertThat(stranger("wrong handle")).isEqualTo("false");
    }
    int reached = fixture.requests().size();
    assertThat(stranger("wrong handle")).isEqualTo("false");
    assertThat(stranger("")).isEqualTo("false");
    assertThat(fixture.requests()).hasSize(reached);

    assertThat(fixture.check(ALICE, "000000")).isFalse();
    assertThat(fixture.check(ALICE, "123456")).isTrue();
  }

  @Test
  void a_days_attempts_without_handle_do_not_count_for_the_client_that_started() {
    fixture.start(ALICE);
    fixture.uses.clear();
    fixture.check(ALICE, "000000");
    assertThat(names()).containsExactly("verify.check.address.burst");

    fixture.uses.clear();
    stranger("wrong handle");
    assertThat(names())
        .containsExactly(
            "verify.check.recipient.burst",
            "verify.check.recipient.day",
            "verify.check.address.burst",
            "verify.check.subnet.hour");
  }

  @Test
  void attempts_without_handle_do_not_reveal_that_twilio_accepts_no_more_codes() {
    fixture.start(ALICE);
    refuse("/VerificationCheck", 1, 429, 60202);

    assertThat(stranger("")).isEqualTo("false");
  }

  @Test
  void while_twilio_does_not_answer_checks_fail_alike_whether_a_code_is_pending_or_not() {
    fixture.start(ALICE);
    fixture.check(ALICE, "000000");
    fixture.box.faults().add("/VerificationCheck", 3, new Faults.CutBefore());
    Problem pending = catchThrowableOfType(Problem.class, () -> fixture.check(ALICE, "000000"));
    Problem nothing = catchThrowableOfType(Problem.class, () -> fixture.check(BOB, "000000"));
    Problem still = catchThrowableOfType(Problem.class, () -> fixture.check(BOB, "000000"));

    assertThat(List.of(pending, nothing, still))
        .allSatisfy(problem -> {
          assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
          assertThat(problem.detail()).isEqualTo("Twilio did not respond");
          assertThat(problem.retryAfterSeconds()).contains(5L);
        });
    assertThat(fixture.check(BOB, "000000")).as("Twilio answers again").isFalse();
    assertThat(lastForm()).containsOnlyKeys("VerificationSid", "Code");
    assertThat(lastForm().get("Code")).containsExactly("000000");
    assertThat(lastForm().get("VerificationSid")).doesNotContain(fixture.sid(ALICE));

    int reached = fixture.requests().size();
    assertThat(fixture.check(BOB, "000000")).isFalse();
    assertThat(fixture.requests()).as("nothing has to be asked any more").hasSize(reached);
  }

  @Test
  void a_refusal_of_one_check_is_not_anothers() {
    fixture.start(ALICE);
    refuse("/VerificationCheck", 1, 400, 60200);
    assertThatThrownBy(() -> fixture.check(ALICE, "000000")).isInstanceOf(Problem.class);

    assertThat(fixture.check(BOB, "000000")).isFalse();
  }

  @Test
  void a_start_that_twilio_refuses_for_too_many_attempts_does_not_reveal_when_the_code_was_sent() {
    fixture.start(ALICE);
    fixture.pass(Duration.ofMinutes(9));
    refuse("POST /v2/*", 1, 429, 60202);

    assertThat(catchThrowableOfType(Problem.class, () -> fixture.start(ALICE)).retryAfterSeconds())
        .contains(600L);
  }

  @Test
  void tries_that_twilio_turned_away_are_given_back_and_lost_ones_are_not() {
    fixture.start(ALICE);
    for (int i = 0; i < Verifications.MAX_CHECKS; i++) {
      refuse("/VerificationCheck", 1, 401, 20003);
      assertThatThrownBy(() -> fixture.check(ALICE, "000000")).isInstanceOf(Problem.class);
      refuse("/VerificationCheck", 1, 401, 20003);
      assertThat(stranger("")).isEqualTo("provider_unavailable");
    }
    for (int i = 0; i < Verifications.MAX_CHECKS; i++) {
      fixture.box.faults().add("/VerificationCheck", 1, new Faults.CutBefore());
      assertThatThrownBy(() -> fixture.check(ALICE, "000000"))
          .extracting(e -> ((Problem) e).code())
          .isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    }
    assertThatThrownBy(() -> fixture.check(ALICE, "123456"))
        .extracting(e -> ((Problem) e).code())
        .isEqualTo(TwilioProblemCodes.TOO_MANY_ATTEMPTS);
  }

  private String stranger(String handle) {
    try {
      return String.valueOf(
          fixture.service.check(
              ALICE,
              Fixture.code("000000"),
              Optional.of(handle).filter(text -> !text.isEmpty()),
              CLIENT));
    } catch (Problem problem) {
      return problem.code().code();
    }
  }

  private List<String> names() {
    return fixture.uses.stream().map(use -> use.rule().name()).toList();
  }

  private void refuse(String where, int times, int status, int code) {
    fixture.box.faults().add(where, times, new Faults.Answer(status, code, OptionalInt.empty()));
  }

  private RestRequest lastRequest() {
    return fixture.requests().getLast();
  }

  private Map<String, List<String>> lastForm() {
    return lastRequest().form();
  }
}
