package app.pizoo.switchboard.verify;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Limits.Use;
import app.pizoo.switchboard.spi.ProblemCode;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Bounds how often codes are sent and tried.
 *
 * <p>Sends to one recipient stay under Twilio's own bound of five in ten minutes, whose refusal
 * lasts longer. What counts by address only reports: a whole city may share a mobile carrier's.
 */
final class VerifyLimits {
  private static final List<LimitRule> SENDS_TO_RECIPIENT =
      List.of(
          LimitRule.coolDown(
              "verify.start.recipient.pause",
              ofHours(1),
              ofSeconds(30),
              ofSeconds(60),
              ofSeconds(120),
              ofSeconds(300),
              ofSeconds(600)),
          LimitRule.shared("verify.start.recipient.burst", 3, ofMinutes(10)),
          LimitRule.shared("verify.start.recipient.hour", 5, ofHours(1)),
          LimitRule.shared("verify.start.recipient.day", 10, ofHours(24)));
  private static final List<LimitRule> SENDS_TO_AREA =
      List.of(
          LimitRule.shared("verify.start.area.burst", 10, ofMinutes(10)),
          LimitRule.shared("verify.start.area.hour", 30, ofHours(1)));
  private static final List<LimitRule> SENDS_IN_ALL =
      List.of(
          LimitRule.budget("verify.start.budget.hour", 60, ofHours(1)),
          LimitRule.budget("verify.start.budget.day", 500, ofHours(24)));
  private static final LimitRule LOOKUPS_OF_AREA =
      LimitRule.shared("verify.lookup.area.hour", 30, ofHours(1));
  private static final List<LimitRule> LOOKUPS_IN_ALL =
      List.of(
          LimitRule.budget("verify.lookup.budget.hour", 60, ofHours(1)),
          LimitRule.budget("verify.lookup.budget.day", 500, ofHours(24)));
  private static final List<LimitRule> SENDS_BY_USER =
      List.of(
          LimitRule.shared("verify.start.user.hour", 5, ofHours(1)),
          LimitRule.shared("verify.start.user.day", 9, ofHours(24)));
  private static final List<LimitRule> SENDS_BY_ADDRESS =
      List.of(
          LimitRule.shared("verify.start.address.hour", 10, ofHours(1)).reported(),
          LimitRule.shared("verify.start.address.day", 50, ofHours(24)).reported());
  private static final List<LimitRule> CHECKS_OF_STRANGERS_FOR_RECIPIENT =
      List.of(
          LimitRule.shared("verify.check.recipient.day", 20, ofHours(24))
              .refusing(ProblemCode.TOO_MANY_ATTEMPTS));
  private static final List<LimitRule> CHECKS_BY_ADDRESS =
      List.of(
          LimitRule.shared("verify.check.address.burst", 10, ofMinutes(10))
              .refusing(ProblemCode.TOO_MANY_ATTEMPTS)
              .reported());

  /** People have one number or two, in one country or two; whoever tries more is no signer-up. */
  private static final LimitRule RECIPIENTS_OF_USER =
      LimitRule.distinct("verify.start.user.recipients.day", 5, ofHours(24));

  private static final LimitRule COUNTRIES_OF_USER =
      LimitRule.distinct("verify.start.user.countries.day", 2, ofHours(24));
  private static final LimitRule RECIPIENTS_OF_ADDRESS =
      LimitRule.distinct("verify.start.address.recipients.day", 10, ofHours(24)).reported();
  private static final LimitRule USERS_OF_ADDRESS =
      LimitRule.distinct("verify.start.address.users.day", 3, ofHours(24)).reported();
  private static final LimitRule RECIPIENTS_OF_SUBNET =
      LimitRule.distinct("verify.start.subnet.recipients.day", 30, ofHours(24)).reported();

  /** Starts without a captcha, of which fewer pass than of others. */
  private static final LimitRule UNSHOWN_TO_AREA =
      unshown("verify.captcha.area.hour", 5, ofHours(1));

  private static final LimitRule UNSHOWN_IN_ALL =
      unshown("verify.captcha.all.hour", 30, ofHours(1));
  private static final LimitRule UNSHOWN_BY_ADDRESS =
      unshown("verify.captcha.address.day", 3, ofHours(24));

  private static final LimitRule UNSHOWN_AREAS_OF_USER =
      LimitRule.distinct("verify.captcha.user.areas", 2, ofHours(24))
          .refusing(ProblemCode.CAPTCHA_REQUIRED);

  /** Counted by {@link ConversionWatch}, as those below. */
  static final LimitRule UNSHOWN_CONVERSION = unshown("verify.captcha.conversion", 10, ofHours(1));

  static final LimitRule UNSHOWN_COUNTRY = unshown("verify.captcha.country", 1, ofHours(24));

  /** Counted by {@link ConversionWatch}; the numbers here only name what it looks at. */
  static final LimitRule CONVERSION =
      LimitRule.shared("verify.start.conversion.area", 20, ofHours(1))
          .refusing(ProblemCode.DESTINATION_UNAVAILABLE);

  static final LimitRule CONVERSION_OF_COUNTRY =
      LimitRule.shared("verify.start.conversion.country", 20, ofHours(1))
          .refusing(ProblemCode.DESTINATION_UNAVAILABLE);

  static final List<LimitRule> RULES =
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
              CHECKS_BY_ADDRESS)
          .flatMap(List::stream)
          .toList();

  private final Limits limits;
  private final Access access;

  VerifyLimits(Limits limits, Access access) {
    this.limits = limits;
    this.access = access;
  }

  private static LimitRule unshown(String name, int count, Duration time) {
    return LimitRule.shared(name, count, time).refusing(ProblemCode.CAPTCHA_REQUIRED);
  }

  /**
   * Whether only the app's backend asks: it knows its users, and has one address for them all, by
   * which nothing is told.
   */
  boolean isForBackend() {
    return access == Access.SERVICE;
  }

  /**
   * Counts one code to be sent.
   *
   * @param shown whether a captcha was solved, or none is demanded
   */
  void countStart(Recipient recipient, Origin origin, boolean shown) {
    List<Use> uses = new ArrayList<>(uses(SENDS_TO_RECIPIENT, key(recipient)));
    if (!recipient.area().isEmpty()) {
      uses.addAll(uses(SENDS_TO_AREA, recipient.area()));
    }
    uses.addAll(uses(SENDS_IN_ALL, "all"));
    if (access == Access.USER) {
      uses.addAll(byUser(recipient, origin, shown));
    }
    if (!isForBackend()) {
      uses.addAll(uses(SENDS_BY_ADDRESS, origin.address()));
      uses.add(new Use(RECIPIENTS_OF_ADDRESS, origin.address(), key(recipient)));
      uses.add(new Use(RECIPIENTS_OF_SUBNET, origin.subnet(), key(recipient)));
    }
    if (!shown) {
      uses.addAll(unshown(recipient, origin));
    }
    limits.take(uses);
  }

  private static List<Use> byUser(Recipient recipient, Origin origin, boolean shown) {
    String user = origin.caller().subject();
    List<Use> uses = new ArrayList<>(uses(SENDS_BY_USER, user));
    uses.add(new Use(RECIPIENTS_OF_USER, user, key(recipient)));
    uses.add(new Use(USERS_OF_ADDRESS, origin.address(), user));
    if (recipient instanceof Recipient.Phone phone) {
      uses.add(new Use(COUNTRIES_OF_USER, user, phone.number().callingCode()));
      if (!shown) {
        uses.add(new Use(UNSHOWN_AREAS_OF_USER, user, phone.area()));
      }
    }
    return uses;
  }

  /** Counts one question about a number to Twilio Lookup. */
  void countLookup(PhoneNumber number) {
    List<Use> uses = new ArrayList<>(uses(LOOKUPS_IN_ALL, "all"));
    uses.add(new Use(LOOKUPS_OF_AREA, number.area()));
    limits.take(uses);
  }

  private static List<Use> unshown(Recipient recipient, Origin origin) {
    List<Use> uses = new ArrayList<>();
    if (!recipient.area().isEmpty()) {
      uses.add(new Use(UNSHOWN_TO_AREA, recipient.area()));
    }
    uses.add(new Use(UNSHOWN_IN_ALL, "all"));
    uses.add(new Use(UNSHOWN_BY_ADDRESS, origin.address()));
    return uses;
  }

  /**
   * Counts one code to be checked.
   *
   * @param byOwner whether it comes from whoever started the verification: five tries for each code
   *     bound that already, and a day's tries that strangers used up must not keep them out
   */
  void countCheck(Recipient recipient, boolean byOwner, Origin origin) {
    List<Use> uses =
        new ArrayList<>(
            byOwner ? List.of() : uses(CHECKS_OF_STRANGERS_FOR_RECIPIENT, key(recipient)));
    if (!isForBackend()) {
      uses.addAll(uses(CHECKS_BY_ADDRESS, origin.address()));
    }
    limits.take(uses);
  }

  private static List<Use> uses(List<LimitRule> rules, String key) {
    return rules.stream().map(rule -> new Use(rule, key)).toList();
  }

  /** Another spelling of a mail address is not another mailbox. */
  private static String key(Recipient recipient) {
    return recipient.value().toLowerCase(Locale.ROOT);
  }
}
