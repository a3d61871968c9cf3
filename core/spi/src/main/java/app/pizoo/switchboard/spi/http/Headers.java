package app.pizoo.switchboard.spi.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** HTTP header fields with case-insensitive names. Immutable. */
public final class Headers {
  private static final Headers NONE = new Headers(new TreeMap<>(String.CASE_INSENSITIVE_ORDER));

  private final SortedMap<String, List<String>> fields;

  private Headers(SortedMap<String, List<String>> fields) {
    this.fields = fields;
  }

  /** No fields. */
  public static Headers none() {
    return NONE;
  }

  /** The given fields. */
  public static Headers of(Map<String, List<String>> fields) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return new Headers(copy);
  }

  /** A copy with one field set. */
  public Headers with(String name, String value) {
    TreeMap<String, List<String>> copy = new TreeMap<>(fields);
    copy.put(name, List.of(value));
    return new Headers(copy);
  }

  /** The first value of a field. */
  public Optional<String> first(String name) {
    List<String> values = all(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }

  /** All values of a field, in the order received. */
  public List<String> all(String name) {
    return fields.getOrDefault(name, List.of());
  }
}
