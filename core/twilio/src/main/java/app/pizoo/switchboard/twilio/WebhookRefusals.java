package app.pizoo.switchboard.twilio;

import static java.lang.System.Logger.Level.WARNING;

import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import app.pizoo.switchboard.spi.http.Request;

/**
 * Counts and logs why webhooks are refused. The client learns the same for all reasons but a
 * missing signature: an attacker must not learn which check failed.
 */
final class WebhookRefusals {
  private static final int MAX_ADDRESS = 200;

  private final Metrics.Counter refused;
  private final ThrottledLogger logger;

  WebhookRefusals(Metrics metrics, ThrottledLogger logger) {
    this.refused =
        metrics.counter(
            "twilio_webhooks_refused",
            "Webhooks that were refused, by the check of the signature that failed",
            "reason");
    this.logger = logger;
  }

  /** The check that failed. */
  enum Reason {
    MISSING("missing", "it has no X-Twilio-Signature"),
    REPEATED("repeated", "it has several X-Twilio-Signature headers"),
    ENCODING("encoding", "its query or form is not valid"),
    BODY_HASH("body_hash", "the body differs from bodySHA256 of its query"),
    MISMATCH(
        "mismatch",
        "the signature fits neither auth token for the address; compare TWILIO_AUTH_TOKEN and"
            + " SWITCHBOARD_PUBLIC_URL with Twilio's console");

    private final String label;
    private final String meaning;

    Reason(String label, String meaning) {
      this.label = label;
      this.meaning = meaning;
    }
  }

  /** Counts a refusal, logs it at most once a minute for each reason, and returns the problem. */
  Problem refuse(Request request, Reason reason) {
    refused.add(reason.label);
    logger.log(WARNING, "a webhook was refused, " + reason.meaning, address(request));
    return problem(reason);
  }

  private static Problem problem(Reason reason) {
    ProblemCode code =
        reason == Reason.MISSING
            ? TwilioProblemCodes.SIGNATURE_MISSING
            : TwilioProblemCodes.SIGNATURE_INVALID;
    return Problem.of(
        code,
        reason == Reason.MISSING
            ? "only Twilio may call this address"
            : "the signature does not match the address and body that arrived");
  }

  /** The address whose signature was expected, without the query, which holds anybody's text. */
  private static String address(Request request) {
    String url = request.url();
    int query = url.indexOf('?');
    int end = Math.min(query < 0 ? url.length() : query, MAX_ADDRESS);
    return url.substring(0, end);
  }
}
