package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Database;
import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.Outbox;
import app.pizoo.switchboard.spi.Parameters;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reported status of a message.
 *
 * @param sid the message
 * @param status its state
 * @param errorCode Twilio's code of a failure, else empty
 * @param recipient whom it was sent to
 */
record StatusEvent(String sid, DeliveryStatus status, String errorCode, Recipient recipient) {
  private static final Pattern SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
  private static final Pattern ERROR_CODE = Pattern.compile("\\d{1,10}");

  /** Reads a callback's form; empty if it tells nothing that is kept here. */
  static Optional<StatusEvent> find(Parameters form, KeyedHashes keyedHashes) {
    return find(
        form.text("MessageSid"),
        form.text("MessageStatus"),
        form.text("ErrorCode"),
        PhoneNumber.find(form.text("To"))
            .map(number -> Recipient.of(number, keyedHashes))
            .orElse(Recipient.UNKNOWN));
  }

  static Optional<StatusEvent> find(
      String sid, String status, String errorCode, Recipient recipient) {
    return SID.matcher(sid).matches()
        ? DeliveryStatus.find(status)
            .map(known ->
                new StatusEvent(
                    sid,
                    known,
                    ERROR_CODE.matcher(errorCode).matches() ? errorCode : "",
                    recipient))
        : Optional.empty();
  }

  /** What is kept of it: not whom it went to, if they were erased before the order was settled. */
  StatusEvent kept(Database.Sql sql, Outbox outbox, String order) {
    return outbox.isErased(sql, order)
        ? new StatusEvent(sid, status, errorCode, Recipient.UNKNOWN)
        : this;
  }
}
