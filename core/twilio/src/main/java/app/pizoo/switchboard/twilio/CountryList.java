package app.pizoo.switchboard.twilio;

import app.pizoo.switchboard.spi.http.Problem;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lists countries by their ISO 3166-1 codes. {@code all} takes every number of E.164 form; a list
 * takes numbers that exist in a listed country's numbering plan and no other. Of a line only its
 * one number is taken: other spellings would be counted apart. Numbers that cost more than usual
 * are never taken: they are what toll fraud earns from.
 */
final class CountryList implements Countries {
  static final String FORM = "countries like US,CA, or all, or none";
  static final Countries ALL = new CountryList(true, Set.of());
  static final Countries NONE = new CountryList(false, Set.of());

  /** Have their own numbering plans, but no ISO code yet: Ascension, Tristan da Cunha, Kosovo. */
  private static final Set<String> RESERVED = Set.of("AC", "TA", "XK");

  private final boolean all;
  private final Set<String> codes;

  private CountryList(boolean all, Set<String> codes) {
    this.all = all;
    this.codes = codes;
  }

  static Countries parse(String text) {
    return switch (text) {
      case "all" -> ALL;
      case "none" -> NONE;
      default -> listed(text);
    };
  }

  private static Countries listed(String text) {
    Set<String> known = new HashSet<>(RESERVED);
    known.addAll(Arrays.asList(Locale.getISOCountries()));
    List<String> items = Stream.of(text.split(",", -1)).map(String::strip).toList();
    if (!known.containsAll(items)) {
      // By its place: a text that slipped into the wrong line might be a secret.
      String strange =
          IntStream.range(0, items.size())
              .filter(i -> !known.contains(items.get(i)))
              .mapToObj(i -> "entry " + (i + 1))
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "expected " + FORM + "; not so: " + strange + " (two capitals of ISO 3166-1)");
    }
    return new CountryList(false, Set.copyOf(items));
  }

  @Override
  public boolean allow(PhoneNumber number) {
    PlannedNumber planned = PlannedNumber.of(number);
    return lists(planned) && !planned.isMisspelled() && !planned.isCostly();
  }

  private boolean lists(PlannedNumber number) {
    return all || (!codes.isEmpty() && number.country().filter(codes::contains).isPresent());
  }

  @Override
  public void admit(PhoneNumber number, String field) {
    PlannedNumber planned = PlannedNumber.of(number);
    if (!lists(planned)) {
      throw Problem.of(
              TwilioProblemCodes.COUNTRY_NOT_SUPPORTED, "numbers of this country are not served")
          .inField(field);
    }
    if (planned.isMisspelled()) {
      throw Problem.of(
              TwilioProblemCodes.PHONE_INVALID,
              "expected a number without its country's trunk prefix")
          .inField(field);
    }
    if (planned.isCostly()) {
      throw Problem.of(
              TwilioProblemCodes.DESTINATION_UNAVAILABLE, "numbers of this kind are not served")
          .inField(field);
    }
  }

  @Override
  public String toString() {
    return all
        ? "all"
        : codes.isEmpty() ? "none" : String.join(",", codes.stream().sorted().toList());
  }
}
