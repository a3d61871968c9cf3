package app.pizoo.switchboard.mock.execution;

import app.pizoo.switchboard.mock.http.Params;
import app.pizoo.switchboard.mock.number.Hook;
import java.util.Optional;

/**
 * Where the TwiML of a call comes from.
 *
 * @param twiml the document itself, if it was given
 * @param hook else whom to ask
 * @param fallback whom to ask when that fails
 */
record Program(Optional<String> twiml, Optional<Hook> hook, Optional<Hook> fallback) {

  static Program of(Hook hook) {
    return new Program(Optional.empty(), Optional.of(hook), Optional.empty());
  }

  /** What the parameters {@code Twiml}, {@code Url} and {@code FallbackUrl} name. */
  static Program of(Params form) {
    return new Program(
        form.find("Twiml"),
        hook(form, "Url", "Method"),
        hook(form, "FallbackUrl", "FallbackMethod"));
  }

  static Optional<Hook> hook(Params form, String url, String method) {
    return form.find(url).map(address -> new Hook(address, form.find(method).orElse("POST")));
  }
}
