package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.twilio.PhoneNumber;
import app.pizoo.switchboard.twilio.TwilioAccount;

/** Whom messages come from. */
sealed interface Sender {
  /** One number. */
  record From(PhoneNumber number) implements Sender {}

  /** A messaging service, which picks the number. */
  record MessagingService(String sid) implements Sender {}

  /** The account's sender; a messaging service wins, because it was set up for messages alone. */
  static Sender of(TwilioAccount account) {
    return account
        .messagingServiceSid()
        .<Sender>map(MessagingService::new)
        .or(() -> account.from().map(From::new))
        .orElseThrow(() -> new IllegalStateException("no sender is configured"));
  }
}
