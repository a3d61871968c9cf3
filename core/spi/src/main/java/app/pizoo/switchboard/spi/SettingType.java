package app.pizoo.switchboard.spi;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the text of a setting.
 *
 * @param <T> type of the parsed value
 */
public interface SettingType<T> {

  /** The expected format in words, such as {@code whole number from 1 to 10}. */
  String form();

  /**
   * Parses a text.
   *
   * @throws IllegalArgumentException if the text is malformed
   */
  T parse(String text);

  /** Any text that is not blank. */
  static SettingType<String> text() {
    return of("text", text -> text);
  }

  /** A text that matches a pattern as a whole; {@code form} describes the pattern in words. */
  static SettingType<String> text(String pattern, String form) {
    Pattern compiled = Pattern.compile(pattern);
    return of(
        form,
        text -> {
          if (!compiled.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + form);
          }
          return text;
        });
  }

  /** A whole number in a range, inclusive. */
  static SettingType<Integer> integer(int min, int max) {
    String form = "whole number from " + min + " to " + max;
    return of(
        form,
        text -> {
          try {
            int number = Integer.parseInt(text);
            if (number >= min && number <= max) {
              return number;
            }
          } catch (NumberFormatException e) {
            // reported below, like a number out of range
          }
          throw new IllegalArgumentException("expected a " + form);
        });
  }

  /** One of the constants of an enum, written in lower case. */
  static <E extends Enum<E>> SettingType<E> choice(Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    String form =
        String.join(" | ", constants.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList());
    return of(
        form,
        text ->
            constants.stream()
                .filter(c -> c.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected " + form)));
  }

  /** A comma-separated list; blanks around items are trimmed, empty items are refused. */
  static <T> SettingType<List<T>> list(SettingType<T> item) {
    return of(
        "comma-separated list of " + item.form(),
        text -> Stream.of(text.split(",", -1)).map(String::strip).map(item::parse).toList());
  }

  /**
   * The address of a server: https, or http on loopback; without query, fragment, user or trailing
   * slash.
   */
  static SettingType<URI> address() {
    String form = "https:// address (http:// only for loopback)";
    return of(
        form,
        text -> {
          try {
            URI uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (Loopback.isHttpsOrLoopback(uri)
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null) {
              return uri;
            }
          } catch (URISyntaxException e) {
            // reported below, without repeating the text
          }
          throw new IllegalArgumentException("expected an " + form);
        });
  }

  /** A type from its format in words and a parser that throws IllegalArgumentException. */
  static <T> SettingType<T> of(String form, Function<String, T> parser) {
    return new SettingType<>() {
      @Override
      public String form() {
        return form;
      }

      @Override
      public T parse(String text) {
        if (text.isBlank()) {
          throw new IllegalArgumentException("expected " + form + ", found nothing");
        }
        return parser.apply(text);
      }
    };
  }
}
