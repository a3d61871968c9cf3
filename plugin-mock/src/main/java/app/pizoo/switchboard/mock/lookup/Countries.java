package app.pizoo.switchboard.mock.lookup;

import java.util.Map;
import java.util.Optional;

/** Finds the country of a phone number in a table of calling codes. */
final class Countries {
  private static final Map<String, String> CODES =
      Map.ofEntries(
          Map.entry("1", "US"),
          Map.entry("7", "RU"),
          Map.entry("20", "EG"),
          Map.entry("27", "ZA"),
          Map.entry("30", "GR"),
          Map.entry("31", "NL"),
          Map.entry("32", "BE"),
          Map.entry("33", "FR"),
          Map.entry("34", "ES"),
          Map.entry("36", "HU"),
          Map.entry("39", "IT"),
          Map.entry("40", "RO"),
          Map.entry("41", "CH"),
          Map.entry("43", "AT"),
          Map.entry("44", "GB"),
          Map.entry("45", "DK"),
          Map.entry("46", "SE"),
          Map.entry("47", "NO"),
          Map.entry("48", "PL"),
          Map.entry("49", "DE"),
          Map.entry("52", "MX"),
          Map.entry("54", "AR"),
          Map.entry("55", "BR"),
          Map.entry("61", "AU"),
          Map.entry("62", "ID"),
          Map.entry("63", "PH"),
          Map.entry("64", "NZ"),
          Map.entry("65", "SG"),
          Map.entry("81", "JP"),
          Map.entry("82", "KR"),
          Map.entry("86", "CN"),
          Map.entry("90", "TR"),
          Map.entry("91", "IN"),
          Map.entry("92", "PK"),
          Map.entry("234", "NG"),
          Map.entry("351", "PT"),
          Map.entry("353", "IE"),
          Map.entry("358", "FI"),
          Map.entry("420", "CZ"),
          Map.entry("880", "BD"),
          Map.entry("966", "SA"),
          Map.entry("971", "AE"),
          Map.entry("972", "IL"));

  private Countries() {}

  /** A country and its calling code. */
  record Country(String callingCode, String code) {}

  static Optional<Country> of(String number) {
    for (int length = 3; length >= 1; length--) {
      String prefix = number.substring(1, 1 + length);
      String code = CODES.get(prefix);
      if (code != null) {
        return Optional.of(new Country(prefix, code));
      }
    }
    return Optional.empty();
  }
}
