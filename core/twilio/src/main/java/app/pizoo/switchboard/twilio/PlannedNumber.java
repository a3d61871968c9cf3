package app.pizoo.switchboard.twilio;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A phone number as the numbering plans of libphonenumber have it. The library is loaded on first
 * use, and a number is parsed once.
 *
 * @param parsed empty if no numbering plan has a number of this form
 */
record PlannedNumber(String value, Optional<Phonenumber.PhoneNumber> parsed) {
  private static final String NO_REGION = "ZZ";

  /** Global services of ITU-T E.164: satellites, shared and universal networks, premium rate. */
  private static final Set<Integer> WITHOUT_COUNTRY = Set.of(808, 870, 878, 881, 882, 883, 979);

  private static final Set<PhoneNumberType> COSTLY =
      EnumSet.of(
          PhoneNumberType.PREMIUM_RATE,
          PhoneNumberType.SHARED_COST,
          PhoneNumberType.UAN,
          PhoneNumberType.PAGER,
          PhoneNumberType.VOICEMAIL);

  static PlannedNumber of(PhoneNumber number) {
    try {
      return new PlannedNumber(
          number.value(), Optional.of(Loaded.PLANS.parse(number.value(), NO_REGION)));
    } catch (NumberParseException e) {
      return new PlannedNumber(number.value(), Optional.empty());
    }
  }

  /** The ISO code of the number's country; empty if no numbering plan has the number. */
  Optional<String> country() {
    // For a calling code of one country, libphonenumber returns the region for any digits.
    return parsed
        .filter(number -> Loaded.PLANS.isValidNumber(number))
        .map(number -> Loaded.PLANS.getRegionCodeForNumber(number));
  }

  /**
   * Whether the number contains digits that are dialed only inside its country, such as {@code
   * +440…}: rate limits and opt-outs know the same phone by its regular number.
   */
  boolean isMisspelled() {
    return parsed
        .map(number -> Loaded.PLANS.format(number, PhoneNumberFormat.E164))
        .filter(usual -> !usual.equals(value))
        .isPresent();
  }

  /**
   * Whether calls and messages to the number cost more than usual, or it belongs to no country:
   * premium rate, shared cost, satellites and the international ranges that are sold like them.
   */
  boolean isCostly() {
    return parsed
        .filter(number ->
            WITHOUT_COUNTRY.contains(number.getCountryCode())
                || COSTLY.contains(Loaded.PLANS.getNumberType(number)))
        .isPresent();
  }

  private static final class Loaded {
    static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  }

  /** Hides the number. */
  @Override
  public String toString() {
    return "PlannedNumber";
  }
}
