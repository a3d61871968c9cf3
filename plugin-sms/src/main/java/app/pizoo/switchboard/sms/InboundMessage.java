package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Parameters;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/**
 * What is kept of a message that somebody sent: who, and the wish it holds.
 *
 * @param sid the message
 * @param sender who wrote it
 * @param keyword what it asks for
 */
record InboundMessage(String sid, PhoneNumber sender, Keyword keyword) {

  /** Reads a webhook's form; empty if it asks for nothing, or comes from no phone number. */
  static Optional<InboundMessage> find(Parameters form) {
    return PhoneNumber.find(form.text("From"))
        .flatMap(sender ->
            Keyword.find(form)
                .map(keyword -> new InboundMessage(form.text("MessageSid"), sender, keyword)));
  }
}
