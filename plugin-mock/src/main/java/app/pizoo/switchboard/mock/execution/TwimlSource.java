package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.http.Parameters;
import app.pizoo.switchboard.mock.number.WebhookTarget;
import java.util.Optional;

/**
 * The source of a call's TwiML.
 *
 * @param twiml the document itself, if given
 * @param hook otherwise the webhook that returns it
 * @param fallback the webhook to try if that one fails
 */
record TwimlSource(
    Optional<String> twiml, Optional<WebhookTarget> hook, Optional<WebhookTarget> fallback) {

  static TwimlSource of(WebhookTarget hook) {
    return new TwimlSource(Optional.empty(), Optional.of(hook), Optional.empty());
  }

  /** Reads the parameters {@code Twiml}, {@code Url} and {@code FallbackUrl}. */
  static TwimlSource of(Parameters form) {
    return new TwimlSource(
        form.find("Twiml"),
        hook(form, "Url", "Method"),
        hook(form, "FallbackUrl", "FallbackMethod"));
  }

  static Optional<WebhookTarget> hook(Parameters form, String url, String method) {
    return form.find(url)
        .map(address -> new WebhookTarget(address, form.find(method).orElse("POST")));
  }
}
