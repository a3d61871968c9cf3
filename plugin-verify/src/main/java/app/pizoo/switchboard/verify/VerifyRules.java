package app.pizoo.switchboard.verify;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How often codes may be sent and tried, as data that the operator may change.
 *
 * <p>Sends to one recipient stay under Twilio's own bound of five in ten minutes, whose refusal
 * lasts longer. What counts by address only reports, unless a captcha helps: a whole city may share
 * a mobile carrier's.
 */
final class VerifyRules {
  static final List<RateLimit> SENDS_TO_RECIPIENT =
      List.of(
          RateLimit.cooldown(
              "verify.start.recipient.pause",
              ofHours(1),
              ofSeconds(30),
              ofSeconds(60),
              ofSeconds(120),
              ofSeconds(300),
              ofSeconds(600)),
          RateLimit.shared("verify.start.recipient.burst", 3, ofMinutes(10)),
          RateLimit.shared("verify.start.recipient.hour", 5, ofHours(1)),
          RateLimit.shared("verify.start.recipient.day", 10, ofHours(24)));
  static final List<RateLimit> SENDS_TO_AREA =
      List.of(
          RateLimit.shared("verify.start.area.burst", 10, ofMinutes(10)),
          RateLimit.shared("verify.start.area.hour", 30, ofHours(1)));
  static final List<RateLimit> SENDS_IN_ALL =
      List.of(
          RateLimit.budget("verify.start.budget.hour", 60, ofHours(1)),
          RateLimit.budget("verify.start.budget.day", 500, ofHours(24)));
  static final RateLimit LOOKUPS_OF_AREA =
      RateLimit.shared("verify.lookup.area.hour", 30, ofHours(1));
  static final List<RateLimit> LOOKUPS_IN_ALL =
      List.of(
          RateLimit.budget("verify.lookup.budget.hour", 60, ofHours(1)),
          RateLimit.budget("verify.lookup.budget.day", 500, ofHours(24)));
  static final List<RateLimit> SENDS_BY_USER =
      List.of(
          RateLimit.shared("verify.start.user.hour", 5, ofHours(1)),
          RateLimit.shared("verify.start.user.day", 9, ofHours(24)));
  static final List<RateLimit> SENDS_BY_ADDRESS =
      List.of(
          RateLimit.shared("verify.start.address.hour", 10, ofHours(1)).reportOnly(),
          RateLimit.shared("verify.start.address.day", 50, ofHours(24)).reportOnly());

  /** Counted whether a code is pending or not, so that being refused does not tell. */
  static final List<RateLimit> CHECKS_OF_STRANGERS_FOR_RECIPIENT =
      List.of(
          RateLimit.shared(
                  "verify.check.recipient.burst",
                  Verifications.CHECKS_OF_STRANGERS,
                  Verifications.VALIDITY)
              .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS),
          RateLimit.shared("verify.check.recipient.day", 20, ofHours(24))
              .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS));

  static final RateLimit CHECKS_BY_ADDRESS =
      RateLimit.shared("verify.check.address.burst", 10, ofMinutes(10))
          .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS)
          .reportOnly();

  /** Each try is counted by rows of its number's own: one network must not fill the disk. */
  static final RateLimit CHECKS_BY_SUBNET =
      RateLimit.budget("verify.check.subnet.hour", 1000, ofHours(1))
          .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS);

  /** People have one number or two, in one country or two; whoever tries more is no signer-up. */
  static final RateLimit RECIPIENTS_OF_USER =
      RateLimit.distinct("verify.start.user.recipients.day", 5, ofHours(24));

  static final RateLimit COUNTRIES_OF_USER =
      RateLimit.distinct("verify.start.user.countries.day", 2, ofHours(24));
  static final RateLimit RECIPIENTS_OF_ADDRESS =
      RateLimit.distinct("verify.start.address.recipients.day", 10, ofHours(24)).reportOnly();
  static final RateLimit USERS_OF_ADDRESS =
      RateLimit.distinct("verify.start.address.users.day", 3, ofHours(24)).reportOnly();
  static final RateLimit RECIPIENTS_OF_SUBNET =
      RateLimit.distinct("verify.start.subnet.recipients.day", 30, ofHours(24)).reportOnly();

  /** Starts without a captcha, of which fewer pass than of others. */
  static final RateLimit UNSHOWN_TO_AREA = unshown("verify.captcha.area.hour", 5, ofHours(1));

  static final RateLimit UNSHOWN_IN_ALL = unshown("verify.captcha.all.hour", 30, ofHours(1));
  static final RateLimit UNSHOWN_BY_ADDRESS = unshown("verify.captcha.address.day", 3, ofHours(24));

  static final RateLimit UNSHOWN_AREAS_OF_USER =
      RateLimit.distinct("verify.captcha.user.areas.day", 2, ofHours(24))
          .refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);

  /** Measured by {@link ConversionWatch}, as those below. */
  static final RateLimit UNSHOWN_CONVERSION =
      RateLimit.external("verify.captcha.conversion").refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);

  static final RateLimit UNSHOWN_COUNTRY =
      RateLimit.external("verify.captcha.country").refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);
  static final RateLimit CONVERSION =
      RateLimit.external("verify.start.conversion.area")
          .refusing(TwilioProblemCodes.DESTINATION_UNAVAILABLE);

  static final RateLimit CONVERSION_OF_COUNTRY =
      RateLimit.external("verify.start.conversion.country")
          .refusing(TwilioProblemCodes.DESTINATION_UNAVAILABLE);

  static final List<RateLimit> RULES =
      Stream.of(
              List.of(CONVERSION, CONVERSION_OF_COUNTRY),
              List.of(UNSHOWN_TO_AREA, UNSHOWN_IN_ALL, UNSHOWN_BY_ADDRESS, UNSHOWN_AREAS_OF_USER),
              List.of(UNSHOWN_CONVERSION, UNSHOWN_COUNTRY),
              SENDS_TO_RECIPIENT,
              SENDS_TO_AREA,
              SENDS_IN_ALL,
              List.of(LOOKUPS_OF_AREA),
              LOOKUPS_IN_ALL,
              SENDS_BY_USER,
              SENDS_BY_ADDRESS,
              List.of(RECIPIENTS_OF_USER, COUNTRIES_OF_USER),
              List.of(RECIPIENTS_OF_ADDRESS, USERS_OF_ADDRESS, RECIPIENTS_OF_SUBNET),
              CHECKS_OF_STRANGERS_FOR_RECIPIENT,
              List.of(CHECKS_BY_ADDRESS, CHECKS_BY_SUBNET))
          .flatMap(List::stream)
          .toList();

  private VerifyRules() {}

  private static RateLimit unshown(String name, int count, Duration time) {
    return RateLimit.shared(name, count, time).refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);
  }
}
