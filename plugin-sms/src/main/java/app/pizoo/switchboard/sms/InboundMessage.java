package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;

/**
 * The stored part of an inbound message: its sender, and the opt-out or opt-in that it requests.
 *
 * @param sid the message
 * @param sender the sender's number
 * @param keyword the requested opt-out or opt-in
 */
record InboundMessage(String sid, PhoneNumber sender, Keyword keyword) {

  /** Reads a webhook; empty if the message has no keyword or no phone number as its sender. */
  static Optional<InboundMessage> find(Parameters form) {
    return PhoneNumber.find(form.text("From"))
        .flatMap(sender ->
            Keyword.find(form)
                .map(keyword -> new InboundMessage(form.text("MessageSid"), sender, keyword)));
  }
}
