package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.Problem;

/**
 * Means that a request was sent without a usable response: Twilio may have carried it out. It is
 * the cause of a {@link Problem} with {@code provider_unavailable}.
 */
public final class OutcomeUnknown extends RuntimeException {
  /** For a response that does not reveal the outcome. */
  public OutcomeUnknown(String message) {
    super(message);
  }

  /** For a request without a response. */
  public OutcomeUnknown(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a problem leaves the outcome of its request unknown. */
  public static boolean isBehind(Problem problem) {
    return problem.getCause() instanceof OutcomeUnknown;
  }
}
