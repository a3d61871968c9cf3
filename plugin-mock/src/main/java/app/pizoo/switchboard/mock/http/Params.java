package app.pizoo.switchboard.mock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names and values of a query or form, in the order they arrived. Immutable. */
public final class Params {
  private static final Params NONE = new Params(Map.of());

  private final Map<String, List<String>> values;

  private Params(Map<String, List<String>> values) {
    this.values = values;
  }

  /** No names at all. */
  public static Params none() {
    return NONE;
  }

  /** Names with one value each. */
  public static Params of(Map<String, String> values) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    values.forEach((name, value) -> lists.put(name, List.of(value)));
    return new Params(lists);
  }

  /**
   * Reads {@code application/x-www-form-urlencoded} text.
   *
   * @throws IllegalArgumentException on a broken percent sequence
   */
  public static Params parse(String encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), UTF_8);
        String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), UTF_8);
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return new Params(values);
  }

  /** The first value of a name, unless it is empty. */
  public Optional<String> find(String name) {
    return all(name).stream().findFirst().filter(value -> !value.isEmpty());
  }

  /** The first value of a name that Twilio demands. */
  public String require(String name) {
    return find(name).orElseThrow(() -> TwilioError.missing(name));
  }

  /** All values of a name. */
  public List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /** The values of each name. */
  public Map<String, List<String>> values() {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return Collections.unmodifiableMap(copy);
  }

  /** All names, in the order they arrived. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }
}
