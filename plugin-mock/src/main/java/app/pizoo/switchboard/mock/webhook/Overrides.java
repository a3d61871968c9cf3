package app.pizoo.switchboard.mock.webhook;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a webhook is delivered, as its URL's fragment asks for; see Twilio's "connection overrides".
 *
 * @param connect time to connect
 * @param read time to wait for the answer of one attempt
 * @param total time for all attempts together
 * @param retries most attempts after the first
 * @param on reasons for a retry: ct, rt, 4xx, 5xx or all
 */
record Overrides(Duration connect, Duration read, Duration total, int retries, Set<String> on) {
  /** The time to connect of whoever asks for no other. */
  static final Duration DEFAULT_CONNECT = Duration.ofSeconds(5);

  private static final Set<String> REASONS = Set.of("ct", "rt", "4xx", "5xx", "all");

  static Overrides of(String url) {
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
    return new Overrides(
        Duration.ofMillis(number(given, "ct", 100, 10_000, (int) DEFAULT_CONNECT.toMillis())),
        Duration.ofMillis(number(given, "rt", 100, 15_000, 15_000)),
        Duration.ofMillis(number(given, "tt", 100, 15_000, 15_000)),
        number(given, "rc", 0, 5, 1),
        Set.copyOf(Arrays.asList(given.getOrDefault("rp", "ct").split(",", -1))));
  }

  /** Whether all reasons are ones that Twilio knows. */
  boolean isValid() {
    return REASONS.containsAll(on);
  }

  boolean retriesOn(String reason) {
    return on.contains("all") || on.contains(reason);
  }

  private static int number(
      Map<String, String> given, String name, int least, int most, int otherwise) {
    try {
      String text = given.get(name);
      return text == null ? otherwise : Math.clamp(Integer.parseInt(text), least, most);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
