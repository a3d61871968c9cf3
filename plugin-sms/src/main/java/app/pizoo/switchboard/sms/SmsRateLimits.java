package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.RateLimit;
import app.pizoo.switchboard.spi.RateLimits;
import app.pizoo.switchboard.spi.RateLimits.Use;
import app.pizoo.switchboard.spi.storage.Database.Sql;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Limits the messages to one number and the total number of messages. A bug in the app's backend,
 * or a stolen token, then costs little and annoys recipients for an hour at most.
 */
final class SmsRateLimits {
  private static final List<RateLimit> TO_RECIPIENT =
      List.of(
          RateLimit.shared("sms.send.recipient.hour", 10, Duration.ofHours(1)),
          RateLimit.shared("sms.send.recipient.day", 50, Duration.ofHours(24)));
  private static final List<RateLimit> IN_ALL =
      List.of(
          RateLimit.budget("sms.send.budget.hour", 200, Duration.ofHours(1)),
          RateLimit.budget("sms.send.budget.day", 1000, Duration.ofHours(24)));

  static final List<RateLimit> RULES =
      Stream.of(TO_RECIPIENT, IN_ALL).flatMap(List::stream).toList();

  private final RateLimits limits;

  SmsRateLimits(RateLimits limits) {
    this.limits = limits;
  }

  /** Counts one message to be sent, in a transaction. */
  void countSend(Sql sql, PhoneNumber recipient) {
    limits.take(
        sql,
        Stream.concat(
                TO_RECIPIENT.stream().map(rule -> new Use(rule, recipient.value())),
                IN_ALL.stream().map(rule -> new Use(rule, "all")))
            .toList());
  }
}
