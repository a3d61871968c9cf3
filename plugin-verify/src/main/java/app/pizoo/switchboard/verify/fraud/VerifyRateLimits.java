package app.pizoo.switchboard.verify.fraud;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.AuthMode;
import app.pizoo.switchboard.verify.request.ClientInfo;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.Verifications;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Limits how often codes are sent and checked, by rules that the operator can change.
 *
 * <p>Sends to one recipient stay below Twilio's own limit of five in ten minutes, which blocks for
 * longer. Limits by IP address only report, unless a captcha helps: a whole city can share the
 * address of a mobile carrier.
 */
public final class VerifyRateLimits {
  private static final List<RateLimit> SENDS_TO_RECIPIENT =
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

  private static final List<RateLimit> SENDS_TO_PREFIX =
      List.of(
          RateLimit.shared("verify.start.area.burst", 10, ofMinutes(10)),
          RateLimit.shared("verify.start.area.hour", 30, ofHours(1)));

  private static final List<RateLimit> TOTAL_SENDS =
      List.of(
          RateLimit.budget("verify.start.budget.hour", 60, ofHours(1)),
          RateLimit.budget("verify.start.budget.day", 500, ofHours(24)));

  private static final RateLimit LOOKUPS_OF_PREFIX =
      RateLimit.shared("verify.lookup.area.hour", 30, ofHours(1));

  private static final List<RateLimit> TOTAL_LOOKUPS =
      List.of(
          RateLimit.budget("verify.lookup.budget.hour", 60, ofHours(1)),
          RateLimit.budget("verify.lookup.budget.day", 500, ofHours(24)));

  private static final List<RateLimit> SENDS_BY_USER =
      List.of(
          RateLimit.shared("verify.start.user.hour", 5, ofHours(1)),
          RateLimit.shared("verify.start.user.day", 9, ofHours(24)));

  private static final List<RateLimit> SENDS_BY_ADDRESS =
      List.of(
          RateLimit.shared("verify.start.address.hour", 10, ofHours(1)).reportOnly(),
          RateLimit.shared("verify.start.address.day", 50, ofHours(24)).reportOnly());

  /** Counted whether a code is pending or not, so that a refusal does not reveal it. */
  private static final List<RateLimit> CHECKS_WITHOUT_HANDLE =
      List.of(
          RateLimit.shared(
                  "verify.check.recipient.burst",
                  Verifications.MAX_CHECKS_WITHOUT_HANDLE,
                  Verifications.VALIDITY)
              .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS),
          RateLimit.shared("verify.check.recipient.day", 20, ofHours(24))
              .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS));

  private static final RateLimit CHECKS_BY_ADDRESS =
      RateLimit.shared("verify.check.address.burst", 10, ofMinutes(10))
          .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS)
          .reportOnly();

  /** Each attempt adds rows for its recipient: one network must not fill the disk. */
  private static final RateLimit CHECKS_BY_SUBNET =
      RateLimit.budget("verify.check.subnet.hour", 1000, ofHours(1))
          .refusing(TwilioProblemCodes.TOO_MANY_ATTEMPTS);

  /** A person has one or two numbers, in one or two countries; more of them indicate fraud. */
  private static final RateLimit RECIPIENTS_OF_USER =
      RateLimit.distinct("verify.start.user.recipients.day", 5, ofHours(24));

  private static final RateLimit COUNTRIES_OF_USER =
      RateLimit.distinct("verify.start.user.countries.day", 2, ofHours(24));
  private static final RateLimit RECIPIENTS_OF_ADDRESS =
      RateLimit.distinct("verify.start.address.recipients.day", 10, ofHours(24)).reportOnly();
  private static final RateLimit USERS_OF_ADDRESS =
      RateLimit.distinct("verify.start.address.users.day", 3, ofHours(24)).reportOnly();
  private static final RateLimit RECIPIENTS_OF_SUBNET =
      RateLimit.distinct("verify.start.subnet.recipients.day", 30, ofHours(24)).reportOnly();

  /** Starts without a captcha have lower limits than others. */
  private static final RateLimit UNSOLVED_TO_PREFIX =
      captcha("verify.captcha.area.hour", 5, ofHours(1));

  private static final RateLimit TOTAL_UNSOLVED =
      captcha("verify.captcha.all.hour", 30, ofHours(1));
  private static final RateLimit UNSOLVED_BY_ADDRESS =
      captcha("verify.captcha.address.day", 3, ofHours(24));
  private static final RateLimit UNSOLVED_PREFIXES_OF_USER =
      RateLimit.distinct("verify.captcha.user.areas.day", 2, ofHours(24))
          .refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);

  /** Measured by {@link ConversionWatch}, like the next three. */
  static final RateLimit CAPTCHA_CONVERSION =
      RateLimit.external("verify.captcha.conversion").refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);

  static final RateLimit CAPTCHA_COUNTRY =
      RateLimit.external("verify.captcha.country").refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);
  static final RateLimit CONVERSION_OF_PREFIX =
      RateLimit.external("verify.start.conversion.area")
          .refusing(TwilioProblemCodes.DESTINATION_UNAVAILABLE);
  static final RateLimit CONVERSION_OF_COUNTRY =
      RateLimit.external("verify.start.conversion.country")
          .refusing(TwilioProblemCodes.DESTINATION_UNAVAILABLE);

  /** All rules of the plugin. */
  public static final List<RateLimit> RULES =
      Stream.of(
              List.of(CONVERSION_OF_PREFIX, CONVERSION_OF_COUNTRY),
              List.of(
                  UNSOLVED_TO_PREFIX,
                  TOTAL_UNSOLVED,
                  UNSOLVED_BY_ADDRESS,
                  UNSOLVED_PREFIXES_OF_USER),
              List.of(CAPTCHA_CONVERSION, CAPTCHA_COUNTRY),
              SENDS_TO_RECIPIENT,
              SENDS_TO_PREFIX,
              TOTAL_SENDS,
              List.of(LOOKUPS_OF_PREFIX),
              TOTAL_LOOKUPS,
              SENDS_BY_USER,
              SENDS_BY_ADDRESS,
              List.of(RECIPIENTS_OF_USER, COUNTRIES_OF_USER),
              List.of(RECIPIENTS_OF_ADDRESS, USERS_OF_ADDRESS, RECIPIENTS_OF_SUBNET),
              CHECKS_WITHOUT_HANDLE,
              List.of(CHECKS_BY_ADDRESS, CHECKS_BY_SUBNET))
          .flatMap(List::stream)
          .toList();

  private final RateLimits limits;
  private final AuthMode authMode;

  public VerifyRateLimits(RateLimits limits, AuthMode authMode) {
    this.limits = limits;
    this.authMode = authMode;
  }

  private static RateLimit captcha(String name, int count, Duration time) {
    return RateLimit.shared(name, count, time).refusing(VerifyProblemCodes.CAPTCHA_REQUIRED);
  }

  /**
   * Whether only the app's backend sends requests: it knows its users, and its one IP address says
   * nothing about them.
   */
  public boolean isForBackend() {
    return authMode == AuthMode.SERVICE;
  }

  /**
   * Counts one code to be sent, in a transaction.
   *
   * @param captchaSolved whether a captcha was solved, or none is needed
   */
  public void countStart(Sql sql, Recipient recipient, ClientInfo client, boolean captchaSolved) {
    List<Use> uses = new ArrayList<>(uses(SENDS_TO_RECIPIENT, recipient.rateLimitKey()));
    if (!recipient.prefix().isEmpty()) {
      uses.addAll(uses(SENDS_TO_PREFIX, recipient.prefix()));
    }
    uses.addAll(uses(TOTAL_SENDS, "all"));
    if (authMode == AuthMode.USER) {
      uses.addAll(byUser(recipient, client, captchaSolved));
    }
    if (!isForBackend()) {
      uses.addAll(uses(SENDS_BY_ADDRESS, client.address()));
      uses.add(new Use(RECIPIENTS_OF_ADDRESS, client.address(), recipient.rateLimitKey()));
      uses.add(new Use(RECIPIENTS_OF_SUBNET, client.subnet(), recipient.rateLimitKey()));
    }
    if (!captchaSolved) {
      uses.addAll(withoutCaptcha(recipient, client));
    }
    limits.take(sql, uses);
  }

  private static List<Use> byUser(Recipient recipient, ClientInfo client, boolean captchaSolved) {
    String user = client.caller().subject();
    List<Use> uses = new ArrayList<>(uses(SENDS_BY_USER, user));
    uses.add(new Use(RECIPIENTS_OF_USER, user, recipient.rateLimitKey()));
    uses.add(new Use(USERS_OF_ADDRESS, client.address(), user));
    if (recipient instanceof Recipient.Phone phone) {
      uses.add(new Use(COUNTRIES_OF_USER, user, phone.number().callingCode()));
      if (!captchaSolved) {
        uses.add(new Use(UNSOLVED_PREFIXES_OF_USER, user, phone.prefix()));
      }
    }
    return uses;
  }

  private static List<Use> withoutCaptcha(Recipient recipient, ClientInfo client) {
    List<Use> uses = new ArrayList<>();
    if (!recipient.prefix().isEmpty()) {
      uses.add(new Use(UNSOLVED_TO_PREFIX, recipient.prefix()));
    }
    uses.add(new Use(TOTAL_UNSOLVED, "all"));
    uses.add(new Use(UNSOLVED_BY_ADDRESS, client.address()));
    return uses;
  }

  /** Counts one request to Twilio Lookup. */
  void countLookup(PhoneNumber number) {
    List<Use> uses = new ArrayList<>(uses(TOTAL_LOOKUPS, "all"));
    uses.add(new Use(LOOKUPS_OF_PREFIX, number.prefix()));
    limits.take(uses);
  }

  /**
   * Counts one code to be checked.
   *
   * @param byOwner whether the check brings the handle of the verification: the five attempts for
   *     each code are limit enough, and others' attempts must not lock the owner out for a day
   */
  public void countCheck(Sql sql, Recipient recipient, boolean byOwner, ClientInfo client) {
    List<Use> uses =
        new ArrayList<>(
            byOwner ? List.of() : uses(CHECKS_WITHOUT_HANDLE, recipient.rateLimitKey()));
    if (!isForBackend()) {
      uses.add(new Use(CHECKS_BY_ADDRESS, client.address()));
      if (!byOwner) {
        uses.add(new Use(CHECKS_BY_SUBNET, client.subnet()));
      }
    }
    limits.take(sql, uses);
  }

  private static List<Use> uses(List<RateLimit> rules, String key) {
    return rules.stream().map(rule -> new Use(rule, key)).toList();
  }
}
