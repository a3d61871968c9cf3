package app.pizoo.switchboard.verify;

import static app.pizoo.switchboard.verify.VerifyRules.CHECKS_BY_ADDRESS;
import static app.pizoo.switchboard.verify.VerifyRules.CHECKS_BY_SUBNET;
import static app.pizoo.switchboard.verify.VerifyRules.CHECKS_OF_STRANGERS_FOR_RECIPIENT;
import static app.pizoo.switchboard.verify.VerifyRules.COUNTRIES_OF_USER;
import static app.pizoo.switchboard.verify.VerifyRules.LOOKUPS_IN_ALL;
import static app.pizoo.switchboard.verify.VerifyRules.LOOKUPS_OF_AREA;
import static app.pizoo.switchboard.verify.VerifyRules.RECIPIENTS_OF_ADDRESS;
import static app.pizoo.switchboard.verify.VerifyRules.RECIPIENTS_OF_SUBNET;
import static app.pizoo.switchboard.verify.VerifyRules.RECIPIENTS_OF_USER;
import static app.pizoo.switchboard.verify.VerifyRules.SENDS_BY_ADDRESS;
import static app.pizoo.switchboard.verify.VerifyRules.SENDS_BY_USER;
import static app.pizoo.switchboard.verify.VerifyRules.SENDS_IN_ALL;
import static app.pizoo.switchboard.verify.VerifyRules.SENDS_TO_AREA;
import static app.pizoo.switchboard.verify.VerifyRules.SENDS_TO_RECIPIENT;
import static app.pizoo.switchboard.verify.VerifyRules.UNSHOWN_AREAS_OF_USER;
import static app.pizoo.switchboard.verify.VerifyRules.UNSHOWN_BY_ADDRESS;
import static app.pizoo.switchboard.verify.VerifyRules.UNSHOWN_IN_ALL;
import static app.pizoo.switchboard.verify.VerifyRules.UNSHOWN_TO_AREA;
import static app.pizoo.switchboard.verify.VerifyRules.USERS_OF_ADDRESS;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.ArrayList;
import java.util.List;

/** Counts what {@link VerifyRules} bound. */
final class VerifyLimits {
  private final RateLimits limits;
  private final AuthMode access;

  VerifyLimits(RateLimits limits, AuthMode access) {
    this.limits = limits;
    this.access = access;
  }

  /**
   * Whether only the app's backend asks: it knows its users, and has one address for them all, by
   * which nothing is told.
   */
  boolean isForBackend() {
    return access == AuthMode.SERVICE;
  }

  /**
   * Counts one code to be sent.
   *
   * @param shown whether a captcha was solved, or none is demanded
   */
  void countStart(Recipient recipient, ClientInfo origin, boolean shown) {
    List<Use> uses = new ArrayList<>(uses(SENDS_TO_RECIPIENT, recipient.counted()));
    if (!recipient.area().isEmpty()) {
      uses.addAll(uses(SENDS_TO_AREA, recipient.area()));
    }
    uses.addAll(uses(SENDS_IN_ALL, "all"));
    if (access == AuthMode.USER) {
      uses.addAll(byUser(recipient, origin, shown));
    }
    if (!isForBackend()) {
      uses.addAll(uses(SENDS_BY_ADDRESS, origin.address()));
      uses.add(new Use(RECIPIENTS_OF_ADDRESS, origin.address(), recipient.counted()));
      uses.add(new Use(RECIPIENTS_OF_SUBNET, origin.subnet(), recipient.counted()));
    }
    if (!shown) {
      uses.addAll(unshown(recipient, origin));
    }
    limits.take(uses);
  }

  private static List<Use> byUser(Recipient recipient, ClientInfo origin, boolean shown) {
    String user = origin.caller().subject();
    List<Use> uses = new ArrayList<>(uses(SENDS_BY_USER, user));
    uses.add(new Use(RECIPIENTS_OF_USER, user, recipient.counted()));
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

  private static List<Use> unshown(Recipient recipient, ClientInfo origin) {
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
  void countCheck(Recipient recipient, boolean byOwner, ClientInfo origin) {
    List<Use> uses =
        new ArrayList<>(
            byOwner ? List.of() : uses(CHECKS_OF_STRANGERS_FOR_RECIPIENT, recipient.counted()));
    if (!isForBackend()) {
      uses.add(new Use(CHECKS_BY_ADDRESS, origin.address()));
      if (!byOwner) {
        uses.add(new Use(CHECKS_BY_SUBNET, origin.subnet()));
      }
    }
    limits.take(uses);
  }

  private static List<Use> uses(List<RateLimit> rules, String key) {
    return rules.stream().map(rule -> new Use(rule, key)).toList();
  }
}
