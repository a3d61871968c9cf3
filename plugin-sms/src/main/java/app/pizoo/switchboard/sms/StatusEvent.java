package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Parameters;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a status callback tells.
 *
 * @param sid the message
 * @param status its state
 * @param errorCode Twilio's code of a failure, else empty
 * @param recipient whom it was sent to
 */
record StatusEvent(
    String sid, DeliveryStatus status, String errorCode, Optional<PhoneNumber> recipient) {
  private static final Pattern SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
  private static final Pattern ERROR_CODE = Pattern.compile("\\d{1,10}");

  /** Reads a callback's form; empty if it tells nothing that is kept here. */
  static Optional<StatusEvent> find(Parameters form) {
    String sid = form.text("MessageSid");
    return SID.matcher(sid).matches()
        ? DeliveryStatus.find(form.text("MessageStatus"))
            .map(status ->
                new StatusEvent(
                    sid,
                    status,
                    form.first("ErrorCode")
                        .filter(code -> ERROR_CODE.matcher(code).matches())
                        .orElse(""),
                    PhoneNumber.find(form.text("To"))))
        : Optional.empty();
  }
}
