package app.pizoo.switchboard.twilio;

import static app.pizoo.switchboard.spi.ProblemCode.PROVIDER_UNAVAILABLE;
import static app.pizoo.switchboard.spi.ProblemCode.RATE_LIMITED;
import static app.pizoo.switchboard.spi.ProblemCode.REQUEST_INVALID;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.CHANNEL_UNAVAILABLE;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.COUNTRY_NOT_SUPPORTED;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.DESTINATION_UNAVAILABLE;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.PHONE_INVALID;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.PROVIDER_BUSY;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.TOO_MANY_ATTEMPTS;
import static java.lang.System.Logger.Level.ERROR;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.spi.ThrottledLogger;
import com.twilio.exception.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns Twilio's error codes into problems, by the code rather than by the HTTP status, which is
 * the same for what may be tried again and what must not. The sentences are ours: Twilio's can name
 * numbers and settings.
 */
final class TwilioProblems {
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Pattern NAMES_A_NUMBER =
      Pattern.compile("parameter\\W*to\\b|phone", Pattern.CASE_INSENSITIVE);

  private final ThrottledLogger lines;

  TwilioProblems(ThrottledLogger lines) {
    this.lines = lines;
  }

  /** Nothing was sent. */
  static Problem unreachable(Throwable cause) {
    return Problem.of(PROVIDER_UNAVAILABLE, "Twilio cannot be reached").causedBy(cause);
  }

  /** Something was sent, and no whole answer came. */
  static Problem noAnswer(Throwable cause, boolean changing) {
    Problem problem = Problem.of(PROVIDER_UNAVAILABLE, "Twilio did not answer");
    return changing
        ? problem.causedBy(new OutcomeUnknown("no answer to a request that was sent", cause))
        : problem.causedBy(cause);
  }

  /** An answer that the SDK cannot read; its own words would quote the answer. */
  static Problem unreadable(RestExchange.Answer answer) {
    Problem problem = Problem.of(PROVIDER_UNAVAILABLE, "Twilio's answer cannot be read");
    return unknown(problem, answer, "unreadable answer with status " + answer.status());
  }

  /** An error that Twilio answered. */
  Problem refused(ApiException refusal, RestExchange.Answer answer) {
    int code = Optional.ofNullable(refusal.getCode()).orElse(0);
    return switch (code) {
      case 60202 ->
          wait(TOO_MANY_ATTEMPTS, "too many codes were tried for this recipient", VALIDITY);
      case 60203 -> wait(RATE_LIMITED, "too many codes were sent to this recipient", VALIDITY);
      case 60212 -> wait(RATE_LIMITED, "a code is just being sent to this recipient", SOON);
      case RestExchange.TOO_MANY_REQUESTS -> tooMany(answer);
      case 10004, 21611 -> wait(PROVIDER_BUSY, "Twilio's queue is full", SOON);

      case 60200 -> parameter(refusal);
      case 21211, 21217 -> Problem.of(PHONE_INVALID, "Twilio does not know such a number");
      case 21617 -> Problem.of(REQUEST_INVALID, "the message is too long");
      case 60605, 21408, 21215, 13227 ->
          Problem.of(COUNTRY_NOT_SUPPORTED, "the account does not reach this country");
      case 60410, 60412, 60413, 60238, 30450, 30649, 21216, 21610, 21612, 21214 ->
          Problem.of(DESTINATION_UNAVAILABLE, "this recipient cannot be reached this way for now");
      case 60205 -> Problem.of(CHANNEL_UNAVAILABLE, "a landline takes no messages: use a call");
      case 21614 -> Problem.of(CHANNEL_UNAVAILABLE, "this number takes no messages: use a call");

      case 60223, 60217, 60204, 60218, 60219, 60222 ->
          alert(code, answer, Problem.of(CHANNEL_UNAVAILABLE, "this channel is not set up"));
      case 60207, 60208, 60209, 60210, 60211, 21212, 21606, 21608, 30032, 30034, 20404 ->
          alert(
              code,
              answer,
              Problem.of(PROVIDER_UNAVAILABLE, "the Twilio account is not set up for this"));
      default -> byStatus(code, answer);
    };
  }

  private Problem byStatus(int code, RestExchange.Answer answer) {
    if (answer.status() == 429) {
      return busy(answer);
    }
    if (answer.status() < 400 || answer.status() >= 500) {
      return unknown(
          Problem.of(PROVIDER_UNAVAILABLE, "Twilio failed"),
          answer,
          "status " + answer.status() + ", code " + code);
    }
    return alert(code, answer, Problem.of(PROVIDER_UNAVAILABLE, "Twilio refused the request"));
  }

  /** On a verification's start the account's own limits by number have the code of overload. */
  private static Problem tooMany(RestExchange.Answer answer) {
    if (!answer.verifyStart()) {
      return busy(answer);
    }
    Duration wait = answer.retryAfter().isZero() ? MINUTE : answer.retryAfter();
    return wait(RATE_LIMITED, "too many codes were asked for", wait);
  }

  private static Problem busy(RestExchange.Answer answer) {
    Problem problem = Problem.of(PROVIDER_BUSY, "Twilio takes no more requests for now");
    return answer.retryAfter().isZero() ? problem : problem.retryAfter(answer.retryAfter());
  }

  private static Problem parameter(ApiException refusal) {
    String message = Optional.ofNullable(refusal.getMessage()).orElse("");
    return NAMES_A_NUMBER.matcher(message).find()
        ? Problem.of(PHONE_INVALID, "Twilio does not know such a number")
        : Problem.of(REQUEST_INVALID, "Twilio does not take one of the values");
  }

  private static Problem wait(ProblemCode code, String detail, Duration wait) {
    return Problem.of(code, detail).retryAfter(wait);
  }

  private static Problem unknown(Problem problem, RestExchange.Answer answer, String what) {
    return answer.changing() ? problem.causedBy(new OutcomeUnknown(what)) : problem;
  }

  /** Calls the operator: only a change in the account or the settings helps. */
  private Problem alert(int code, RestExchange.Answer answer, Problem problem) {
    lines.log(
        ERROR,
        answer.status() == 401
            ? "Twilio refused the credentials of the account, code " + code
            : "Twilio refused a request for how the account is set up, code "
                + code
                + ", status "
                + answer.status());
    return problem;
  }
}
