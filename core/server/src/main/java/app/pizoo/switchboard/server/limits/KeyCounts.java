package app.pizoo.switchboard.server.limits;

import java.util.Map;
import java.util.TreeMap;

/**
 * The counts of one key, by rule: a row of {@code switchboard_limits}. One row for all rules makes
 * a request, which counts a few keys by many rules, change few pages of the database. Not
 * thread-safe.
 */
final class KeyCounts {
  private static final int RADIX = 36;

  private final Map<String, StoredCount> counts = new TreeMap<>();

  /** Parses the result of {@link #write}. */
  static KeyCounts read(String text) {
    KeyCounts counts = new KeyCounts();
    for (int from = 0; from < text.length(); ) {
      int name = text.indexOf('=', from);
      int number = text.indexOf(',', name);
      int overAt = text.indexOf(',', number + 1);
      int end = text.indexOf(';', overAt);
      counts.put(
          text.substring(from, name),
          new StoredCount(
              text.substring(overAt + 1, end),
              Long.parseLong(text, name + 1, number, RADIX),
              Long.parseLong(text, number + 1, overAt, RADIX)));
      from = end + 1;
    }
    return counts;
  }

  /**
   * Encodes the counts as text: for each rule {@code name=number,overAt,uses;} with numbers in base
   * 36.
   */
  String write() {
    StringBuilder text = new StringBuilder();
    counts.forEach((rule, count) ->
        text.append(rule)
            .append('=')
            .append(Long.toString(count.number(), RADIX))
            .append(',')
            .append(Long.toString(count.overAt(), RADIX))
            .append(',')
            .append(count.uses())
            .append(';'));
    return text.toString();
  }

  /** The count of a rule. */
  StoredCount get(String rule) {
    return counts.getOrDefault(rule, StoredCount.NONE);
  }

  void put(String rule, StoredCount count) {
    counts.put(rule, count);
  }

  /** Removes the count of a rule; returns whether there was one. */
  boolean remove(String rule) {
    return counts.remove(rule) != null;
  }

  /** Removes the counts that are over for every node. */
  void forget(long now) {
    counts.values().removeIf(count -> count.overAt() + WrongClocks.TOLERANCE <= now);
  }

  /** When the row can be deleted, in milliseconds since 1970. */
  long overAt() {
    return counts.values().stream().mapToLong(StoredCount::overAt).max().orElse(0);
  }
}
