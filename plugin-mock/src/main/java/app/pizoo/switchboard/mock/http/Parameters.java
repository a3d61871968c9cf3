package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parameters of a query or form in their original order. Immutable. */
public final class Parameters {
  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Returns no parameters. */
  public static Parameters none() {
    return NONE;
  }

  /** Returns parameters with one value each. */
  public static Parameters of(Map<String, String> values) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Parameters(lists);
  }

  /**
   * Parses {@code application/x-www-form-urlencoded} text.
   *
   * @throws IllegalArgumentException if a percent escape is invalid
   */
  public static Parameters parse(String encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
        String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Parameters(values);
  }

  /** Returns the first value of a parameter unless it is empty. */
  public Optional<String> find(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** Returns the first value of a required parameter. */
  public String require(String name) {
    return find(name).orElseThrow(() -> TwilioError.missing(name));
  }

  /** Returns all values of a parameter. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** Returns the values of each parameter. */
  public Map<String, List<String>> values() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return Collections.unmodifiableMap(copy);
  }

  /** Returns all names in their original order. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }
}
