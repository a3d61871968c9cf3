package app.pizoo.switchboard.spi.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decoded parameters of a query or form, in the order received; names can repeat. Immutable. */
public final class Parameters {
  private static final int MAX_COUNT = 1000;
  private static final Parameters NONE = new Parameters(Map.of());

  private final Map<String, List<String>> values;

  private Parameters(Map<String, List<String>> values) {
    this.values = values;
  }

  /** No parameters. */
  public static Parameters none() {
    return NONE;
  }

  /**
   * Decodes {@code application/x-www-form-urlencoded} text (WHATWG URL Standard), strictly.
   *
   * @param where the name for errors: {@code body} or {@code query}
   * @throws Problem on incomplete escapes, invalid UTF-8, or more than a thousand parameters
   */
  public static Parameters parse(String text, String where) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    int count = 0;
    for (String pair : text.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MAX_COUNT) {
        throw Problem.invalid(where, "more than " + MAX_COUNT + " parameters");
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals), where);
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1), where);
      values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
    }
    return new Parameters(values);
  }

  private static String decode(String text, String where) {
    if (isPlain(text)) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+') {
        bytes.write(' ');
      } else if (c == '%') {
        int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
        int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
        if (high < 0 || low < 0) {
          throw Problem.invalid(where, "an incomplete percent escape");
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else if (c > 0xFF) {
        throw Problem.invalid(where, "not valid UTF-8");
      } else {
        bytes.write(c);
      }
    }
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw Problem.invalid(where, "not valid UTF-8");
    }
  }

  /** Whether a text is its own decoded form, as most names and values are. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '+' || c == '%' || c > 0x7F) {
        return false;
      }
    }
    return true;
  }

  /** The first value of a name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** The first value of a name, or an empty string. */
  public String text(String name) {
    return first(name).orElse("");
  }

  /** All values of a name, in the order received. */
  public List<String> all(String name) {
    return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
  }

  /** All names and values, in the order received. */
  public Map<String, List<String>> asMap() {
    return Collections.unmodifiableMap(values);
  }

  /** Shows names only: values can be personal or secret. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
