package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.Problem;

/**
 * Says that a request was sent and no answer came: Twilio may have carried it out. It is the cause
 * of a {@link Problem} with {@code provider_unavailable}.
 */
public final class OutcomeUnknown extends RuntimeException {
  /** For a request that was answered, with nothing that tells the outcome. */
  public OutcomeUnknown(String message) {
    super(message);
  }

  /** For a request that was not answered. */
  public OutcomeUnknown(String message, Throwable cause) {
    super(message, cause);
  }

  /** Whether a problem leaves open if the request was carried out. */
  public static boolean isBehind(Problem problem) {
    return problem.getCause() instanceof OutcomeUnknown;
  }
}
