package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.LimitRule;
import app.pizoo.switchboard.spi.Limits;
import app.pizoo.switchboard.spi.Limits.Use;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Duration;
import java.util.List;

/**
 * Bounds how often one number is written to: a loop in the app's backend then costs little and
 * annoys one person for an hour. How many messages go out in all is the backend's own decision.
 */
final class SmsLimits {
  static final List<LimitRule> RULES =
      List.of(
          LimitRule.shared("sms.send.recipient.hour", 10, Duration.ofHours(1)),
          LimitRule.shared("sms.send.recipient.day", 50, Duration.ofHours(24)));

  private final Limits limits;

  SmsLimits(Limits limits) {
    this.limits = limits;
  }

  /** Counts one message to be sent. */
  void countSend(PhoneNumber recipient) {
    limits.take(RULES.stream().map(rule -> new Use(rule, recipient.value())).toList());
  }
}
