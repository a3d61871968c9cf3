package app.pizoo.switchboard.twilio;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds the country of phone numbers with libphonenumber, which is loaded on first use. */
final class NumberingPlans {
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

  private NumberingPlans() {}

  /** The ISO code of a number's country; empty if no numbering plan has the number. */
  static Optional<String> country(PhoneNumber number) {
    // For a calling code of one country, libphonenumber returns the region for any digits.
    return parse(number)
        .filter(parsed -> Loaded.PLANS.isValidNumber(parsed))
        .map(parsed -> Loaded.PLANS.getRegionCodeForNumber(parsed));
  }

  /**
   * Whether a number contains digits that are dialed only inside its country, such as {@code
   * +440…}: rate limits and opt-outs know the same phone by its regular number.
   */
  static boolean isMisspelled(PhoneNumber number) {
    return parse(number)
        .map(parsed -> Loaded.PLANS.format(parsed, PhoneNumberFormat.E164))
        .filter(usual -> !usual.equals(number.value()))
        .isPresent();
  }

  /**
   * Whether calls and messages to a number cost more than usual, or it belongs to no country:
   * premium rate, shared cost, satellites and the international ranges that are sold like them.
   */
  static boolean isCostly(PhoneNumber number) {
    return parse(number)
        .filter(parsed ->
            WITHOUT_COUNTRY.contains(parsed.getCountryCode())
                || COSTLY.contains(Loaded.PLANS.getNumberType(parsed)))
        .isPresent();
  }

  private static Optional<Phonenumber.PhoneNumber> parse(PhoneNumber number) {
    try {
      return Optional.of(Loaded.PLANS.parse(number.value(), NO_REGION));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static final class Loaded {
    static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  }
}
