package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;

/** The sender of messages. */
sealed interface Sender {
  /** One number. */
  record From(PhoneNumber number) implements Sender {}

  /** A messaging service, which picks the number. */
  record MessagingService(String sid) implements Sender {}

  /**
   * The account's sender. A messaging service takes precedence, because it is configured for
   * messages only.
   */
  static Sender of(TwilioAccount account) {
    return account
        .messagingServiceSid()
        .<Sender>map(MessagingService::new)
        .or(() -> account.from().map(From::new))
        .orElseThrow(() -> new IllegalStateException("no sender is configured"));
  }
}
