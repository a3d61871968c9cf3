package app.pizoo.switchboard.mock.webhook;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Twilio's connection overrides in the fragment of a webhook's URL.
 *
 * @param connect the connect timeout
 * @param read the read timeout of one attempt
 * @param total the timeout of all attempts together
 * @param retries the maximum number of retries
 * @param on reasons for a retry: ct, rt, 4xx, 5xx or all
 */
record ConnectionOverrides(
    Duration connect, Duration read, Duration total, int retries, Set<String> on) {
  /** The default connect timeout. */
  static final Duration DEFAULT_CONNECT = Duration.ofSeconds(5);

  private static final Set<String> REASONS = Set.of("ct", "rt", "4xx", "5xx", "all");

  static ConnectionOverrides of(String url) {
    int start = url.indexOf('#');
    Map<String, String> given = new HashMap<>();
    if (start >= 0) {
      for (String pair : url.substring(start + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          given.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return new ConnectionOverrides(
        Duration.ofMillis(number(given, "ct", 100, 10_000, (int) DEFAULT_CONNECT.toMillis())),
        Duration.ofMillis(number(given, "rt", 100, 15_000, 15_000)),
        Duration.ofMillis(number(given, "tt", 100, 15_000, 15_000)),
        number(given, "rc", 0, 5, 1),
        Set.copyOf(Arrays.asList(given.getOrDefault("rp", "ct").split(",", -1))));
  }

  /** Returns whether all retry reasons are valid. */
  boolean isValid() {
    return REASONS.containsAll(on);
  }

  boolean retriesOn(String reason) {
    return on.contains("all") || on.contains(reason);
  }

  private static int number(
      Map<String, String> given, String name, int min, int max, int fallback) {
    try {
      String text = given.get(name);
      return text == null ? fallback : Math.clamp(Integer.parseInt(text), min, max);
    } catch (NumberFormatException e) {
      return fallback;
    }
  }
}
