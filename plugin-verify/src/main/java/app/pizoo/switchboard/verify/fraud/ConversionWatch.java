package app.pizoo.switchboard.verify.fraud;

import static app.pizoo.switchboard.verify.fraud.VerifyRateLimits.CAPTCHA_CONVERSION;
import static app.pizoo.switchboard.verify.fraud.VerifyRateLimits.CAPTCHA_COUNTRY;
import static app.pizoo.switchboard.verify.fraud.VerifyRateLimits.CONVERSION_OF_COUNTRY;
import static app.pizoo.switchboard.verify.fraud.VerifyRateLimits.CONVERSION_OF_PREFIX;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.twilio.TwilioProblemCodes;
import app.pizoo.switchboard.verify.request.Recipient;
import app.pizoo.switchboard.verify.verification.Conversions;
import app.pizoo.switchboard.verify.verification.Conversions.Count;
import app.pizoo.switchboard.verify.verification.VerifyMetrics;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Watches the conversion rate: the share of sent codes that users enter. Message pumping (SMS toll
 * fraud) never converts. A prefix whose rate is below the threshold is blocked for one hour, then
 * for two, up to twelve: a circuit breaker.
 */
public final class ConversionWatch {
  private static final Duration WINDOW = Duration.ofHours(1);

  /** How long a country counts as known after a user there has entered a code. */
  private static final Duration KNOWN_COUNTRY_WINDOW = Duration.ofHours(24);

  /** Codes younger than this are not counted: users may still enter them. */
  private static final Duration TYPING_TIME = Duration.ofMinutes(3);

  /**
   * After this time, some codes of honest users have been entered. If none of the codes that a
   * threshold requires was entered by then, the prefix is blocked early, before an attacker uses up
   * the hourly limit of all users.
   */
  private static final Duration EARLY_TYPING_TIME = Duration.ofMinutes(1);

  private static final int MIN_HOURS = 1;
  private static final int MAX_HOURS = 12;
  private static final Duration RESET_AFTER = Duration.ofHours(24);

  /** How long a prefix counts as ordinary without looking at the counts again. */
  private static final long ORDINARY_MILLIS = Duration.ofSeconds(1).toMillis();

  private static final int MAX_ORDINARY = 10_000;

  private final Database database;
  private final RateLimits limits;
  private final Clock clock;
  private final VerifyMetrics metrics;

  /** When each prefix was last found to be ordinary, in milliseconds since 1970. */
  private final ConcurrentHashMap<String, Long> ordinary = new ConcurrentHashMap<>();

  public ConversionWatch(Database database, RateLimits limits, Clock clock, VerifyMetrics metrics) {
    this.database = database;
    this.limits = limits;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** The share of codes, in percent, that must be entered once at least {@code codes} were sent. */
  private record Threshold(RateLimit rule, int codes, int percent) {
    private boolean isMissedBy(Count count) {
      return count.sent() >= codes && count.approved() * 100 < count.sent() * percent;
    }
  }

  private static final Threshold PREFIX_THRESHOLD = new Threshold(CONVERSION_OF_PREFIX, 20, 25);

  /** A country has more honest users than a prefix, and a few bad prefixes must not block it. */
  private static final Threshold COUNTRY_THRESHOLD = new Threshold(CONVERSION_OF_COUNTRY, 20, 10);

  /** If fewer than half of the codes are entered, a start requires a captcha. */
  private static final Threshold CAPTCHA_THRESHOLD = new Threshold(CAPTCHA_CONVERSION, 10, 50);

  /**
   * Calling codes with a high risk of fraud (Twilio, error 30649): Bangladesh, Israel, Nigeria,
   * Pakistan, Palestine, Sri Lanka, Azerbaijan, Tajikistan, Oman, Tunisia, Algeria.
   */
  private static final Set<String> HIGH_RISK =
      Set.of("+880", "+972", "+234", "+92", "+970", "+94", "+994", "+992", "+968", "+216", "+213");

  private record Block(long until, int times) {}

  /**
   * Refuses a recipient whose prefix or country is blocked, or has just fallen below the threshold.
   *
   * @throws Problem with {@link TwilioProblemCodes#DESTINATION_UNAVAILABLE}
   */
  void admit(Recipient recipient) {
    if (recipient instanceof Recipient.Phone phone) {
      String country = phone.number().callingCode();
      if (!isOrdinary(phone.prefix(), country)) {
        admit(PREFIX_THRESHOLD, phone.prefix(), country);
        admit(COUNTRY_THRESHOLD, country, country);
      }
    }
  }

  /** Codes are counted in slots of ten seconds, so that a second later the result is the same. */
  private boolean isOrdinary(String prefix, String country) {
    long now = clock.millis();
    Long seen = ordinary.get(prefix);
    if (seen != null && seen <= now && now < seen + ORDINARY_MILLIS) {
      return true;
    }
    boolean found =
        database.read(sql ->
            !mayBeBelow(sql, PREFIX_THRESHOLD, prefix)
                && !mayBeBelow(sql, COUNTRY_THRESHOLD, country));
    if (found) {
      if (ordinary.size() >= MAX_ORDINARY) {
        ordinary.clear();
      }
      ordinary.put(prefix, now);
    }
    return found;
  }

  /**
   * Whether something about an area may have to be stored or reported. It is cheap and true too
   * often: every other threshold is missed only if that of the captcha is.
   */
  private boolean mayBeBelow(Sql sql, Threshold threshold, String area) {
    long now = clock.millis();
    return limits.isOn(threshold.rule())
        && (block(sql, area).isPresent()
            || isDoubtful(sql, area, now - TYPING_TIME.toMillis())
            || isDoubtful(sql, area, now - EARLY_TYPING_TIME.toMillis()));
  }

  private boolean isDoubtful(Sql sql, String area, long until) {
    long since = clock.millis() - WINDOW.toMillis();
    return CAPTCHA_THRESHOLD.isMissedBy(Conversions.count(sql, area, since, until));
  }

  private void admit(Threshold threshold, String prefix, String country) {
    if (limits.isOn(threshold.rule())
        && database.write(sql -> isBelow(sql, threshold, prefix, country))
        && limits.reached(threshold.rule())) {
      throw Problem.of(
              TwilioProblemCodes.DESTINATION_UNAVAILABLE,
              "too few of the codes sent to similar numbers are entered")
          .inField(Recipient.PHONE);
    }
  }

  /**
   * Requires a captcha if the conversion rate of the prefix or country is low, though not low
   * enough to block it. A captcha is also required if no user in the country has entered a code
   * within a day, or if the country has a high risk of fraud.
   *
   * @throws Problem with {@link VerifyProblemCodes#CAPTCHA_REQUIRED}
   */
  public void requireCaptcha(Recipient recipient) {
    if (recipient instanceof Recipient.Phone phone) {
      String country = phone.number().callingCode();
      boolean demanded =
          database.read(sql ->
              (limits.isOn(CAPTCHA_THRESHOLD.rule())
                      && (needsCaptcha(sql, phone.prefix()) || needsCaptcha(sql, country))
                      && limits.reached(CAPTCHA_THRESHOLD.rule()))
                  || (limits.isOn(CAPTCHA_COUNTRY)
                      && (HIGH_RISK.contains(country) || isUnknownCountry(sql, country))
                      && limits.reached(CAPTCHA_COUNTRY)));
      if (demanded) {
        metrics.captcha("demanded");
        throw Captcha.required("similar numbers need a captcha for now");
      }
    }
  }

  private boolean needsCaptcha(Sql sql, String area) {
    return isDoubtful(sql, area, clock.millis() - TYPING_TIME.toMillis());
  }

  private boolean isUnknownCountry(Sql sql, String country) {
    return !Conversions.isKnown(sql, country, clock.millis() - KNOWN_COUNTRY_WINDOW.toMillis());
  }

  private static Optional<Block> block(Sql sql, String area) {
    return sql.queryOne(
        "SELECT until_at, times FROM verify_blocks WHERE area = ?",
        row -> new Block(row.getLong("until_at"), row.getInt("times")),
        area);
  }

  private boolean isBelow(Sql sql, Threshold threshold, String prefix, String country) {
    long now = clock.millis();
    Optional<Block> block = block(sql, prefix);
    long until = block.map(Block::until).orElse(0L);
    if (until > now) {
      return true;
    }
    long since = Math.max(until, now - WINDOW.toMillis());
    Count count = Conversions.count(sql, prefix, since, now - TYPING_TIME.toMillis());
    if (CAPTCHA_THRESHOLD.isMissedBy(count)) {
      metrics.doubtful(country);
    }
    if (!threshold.isMissedBy(count)) {
      Count early = Conversions.count(sql, prefix, since, now - EARLY_TYPING_TIME.toMillis());
      if (early.sent() < threshold.codes() || early.approved() > 0) {
        return false;
      }
      count = early;
    }
    boolean again = until + RESET_AFTER.toMillis() > now;
    int times = again ? block.map(Block::times).orElse(0) + 1 : 1;
    long hours = Math.min(MAX_HOURS, (long) MIN_HOURS << Math.min(times - 1, 4));
    sql.update(
        """
        INSERT INTO verify_blocks (area, until_at, times) VALUES (?, ?, ?)
        ON CONFLICT (area) DO UPDATE SET until_at = excluded.until_at, times = excluded.times
        """,
        prefix,
        now + Duration.ofHours(hours).toMillis(),
        times);
    metrics.below(prefix, hours, count.sent(), count.approved());
    return true;
  }
}
