package app.pizoo.switchboard.twilio;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;

/**
 * Tells where phone numbers belong, by libphonenumber. The library is loaded at the first question:
 * a server that serves all countries never pays for it.
 */
final class NumberingPlans {
  private static final String NO_REGION = "ZZ";

  private NumberingPlans() {}

  /** The ISO code of a number's country; empty if no country has given out numbers like it. */
  static Optional<String> country(PhoneNumber number) {
    try {
      PhoneNumberUtil plans = Loaded.PLANS;
      return Optional.ofNullable(
          plans.getRegionCodeForNumber(plans.parse(number.value(), NO_REGION)));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  private static final class Loaded {
    static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  }
}
