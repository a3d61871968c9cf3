package app.pizoo.switchboard.twilio;

import static app.pizoo.switchboard.spi.http.ProblemCode.PROVIDER_UNAVAILABLE;
import static app.pizoo.switchboard.spi.http.ProblemCode.RATE_LIMITED;
import static app.pizoo.switchboard.spi.http.ProblemCode.REQUEST_INVALID;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.CHANNEL_UNAVAILABLE;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.COUNTRY_NOT_SUPPORTED;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.DESTINATION_UNAVAILABLE;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.PHONE_INVALID;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.PROVIDER_BUSY;
import static app.pizoo.switchboard.twilio.TwilioProblemCodes.TOO_MANY_ATTEMPTS;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import com.twilio.exception.ApiException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Maps Twilio's error codes to problems. The HTTP status does not decide, since it is the same for
 * errors that allow a retry and those that do not. The details are our own text: Twilio's can name
 * numbers and settings.
 */
final class TwilioProblems {
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Pattern NAMES_A_NUMBER =
      Pattern.compile("parameter\\W*to\\b|phone", Pattern.CASE_INSENSITIVE);

  private final ThrottledLogger logger;

  TwilioProblems(ThrottledLogger logger) {
    this.logger = logger;
  }

  /** Nothing was sent. */
  static Problem unreachable(Throwable cause) {
    return Problem.of(PROVIDER_UNAVAILABLE, "Twilio cannot be reached").causedBy(cause);
  }

  /** The request was sent, and no complete response came. */
  static Problem noResponse(Throwable cause, boolean changing) {
    Problem problem = Problem.of(PROVIDER_UNAVAILABLE, "Twilio did not respond");
    return changing
        ? problem.causedBy(new OutcomeUnknown("no response to a request that was sent", cause))
        : problem.causedBy(cause);
  }

  /** A response that the SDK cannot read; the SDK's message would quote it. */
  static Problem unreadable(RestExchange.LastResponse response) {
    Problem problem = Problem.of(PROVIDER_UNAVAILABLE, "Twilio's response cannot be read");
    return unknown(problem, response, "unreadable response with status " + response.status());
  }

  /** An error response of Twilio. */
  Problem refused(ApiException refusal, RestExchange.LastResponse response) {
    int code = Optional.ofNullable(refusal.getCode()).orElse(0);
    return switch (code) {
      case 60202 ->
          wait(TOO_MANY_ATTEMPTS, "too many codes were checked for this recipient", VALIDITY);
      case 60203 -> wait(RATE_LIMITED, "too many codes were sent to this recipient", VALIDITY);
      case 60212 -> wait(RATE_LIMITED, "another code is being sent to this recipient", SOON);
      case RestExchange.TOO_MANY_REQUESTS -> tooMany(response);
      case 10004, 21611 -> wait(PROVIDER_BUSY, "Twilio's queue is full", SOON);

      case 60200 -> parameter(refusal);
      case 21211, 21217 -> Problem.of(PHONE_INVALID, "Twilio does not know such a number");
      case 21617 -> Problem.of(REQUEST_INVALID, "the message is too long");
      case 60605, 21408, 21215, 13227 ->
          Problem.of(COUNTRY_NOT_SUPPORTED, "the account cannot reach this country");
      case 60410, 60412, 60413, 60238, 30450, 30649, 21216, 21610, 21612, 21214 ->
          Problem.of(
              DESTINATION_UNAVAILABLE, "this recipient cannot be reached this way at the moment");
      case 60205 ->
          Problem.of(CHANNEL_UNAVAILABLE, "a landline cannot receive messages: use a call");
      case 21614 ->
          Problem.of(CHANNEL_UNAVAILABLE, "this number cannot receive messages: use a call");

      case 60223, 60217, 60204, 60218, 60219, 60222 ->
          alert(code, response, Problem.of(CHANNEL_UNAVAILABLE, "this channel is not set up"));
      case 60207, 60208, 60209, 60210, 60211, 21212, 21606, 21608, 30032, 30034, 20404 ->
          alert(
              code,
              response,
              Problem.of(PROVIDER_UNAVAILABLE, "the Twilio account is not set up for this"));
      default -> byStatus(code, response);
    };
  }

  private Problem byStatus(int code, RestExchange.LastResponse response) {
    if (response.status() == 429) {
      return busy(response);
    }
    if (response.status() < 400 || response.status() >= 500) {
      logger.log(WARNING, "Twilio failed with status " + response.status());
      return unknown(
          Problem.of(PROVIDER_UNAVAILABLE, "Twilio failed"),
          response,
          "status " + response.status() + ", code " + code);
    }
    return alert(code, response, Problem.of(PROVIDER_UNAVAILABLE, "Twilio refused the request"));
  }

  /** A verification start over the account's own limit per number has the code of overload. */
  private static Problem tooMany(RestExchange.LastResponse response) {
    if (!response.verifyStart()) {
      return busy(response);
    }
    Duration wait = response.retryAfter().isZero() ? MINUTE : response.retryAfter();
    return wait(RATE_LIMITED, "too many codes were requested", wait);
  }

  private static Problem busy(RestExchange.LastResponse response) {
    Problem problem = Problem.of(PROVIDER_BUSY, "Twilio accepts no more requests at the moment");
    return response.retryAfter().isZero() ? problem : problem.retryAfter(response.retryAfter());
  }

  private static Problem parameter(ApiException refusal) {
    String message = Optional.ofNullable(refusal.getMessage()).orElse("");
    return NAMES_A_NUMBER.matcher(message).find()
        ? Problem.of(PHONE_INVALID, "Twilio does not know such a number")
        : Problem.of(REQUEST_INVALID, "Twilio does not accept one of the values");
  }

  private static Problem wait(ProblemCode code, String detail, Duration wait) {
    return Problem.of(code, detail).retryAfter(wait);
  }

  private static Problem unknown(Problem problem, RestExchange.LastResponse response, String what) {
    return response.changing() ? problem.causedBy(new OutcomeUnknown(what)) : problem;
  }

  /** Alerts the operator: only a change of the account or the settings helps. */
  private Problem alert(int code, RestExchange.LastResponse response, Problem problem) {
    logger.log(
        ERROR,
        response.status() == 401
            ? "Twilio refused the credentials of the account, code " + code
            : "Twilio refused a request because of the account's configuration, code "
                + code
                + ", status "
                + response.status());
    return problem;
  }
}
