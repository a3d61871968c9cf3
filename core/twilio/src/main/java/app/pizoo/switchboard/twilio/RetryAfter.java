package app.pizoo.switchboard.twilio;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** Reads {@code Retry-After} (RFC 9110, 10.2.3) in the form that Twilio uses, seconds. */
final class RetryAfter {
  private static final int MAX_DIGITS = 5;

  private RetryAfter() {}

  /** How long to wait; zero if nothing is said. */
  static Duration of(HttpHeaders headers) {
    return headers
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1," + MAX_DIGITS + "}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }
}
