package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.KeyedHashes;
import app.pizoo.switchboard.spi.http.Parameters;
import app.pizoo.switchboard.spi.storage.Database;
import app.pizoo.switchboard.spi.storage.Outbox;
import app.pizoo.switchboard.twilio.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A reported status of a message.
 *
 * @param sid the message
 * @param status its status
 * @param errorCode Twilio's error code of a failure, else empty
 * @param recipient the recipient of the message
 */
record StatusEvent(String sid, DeliveryStatus status, String errorCode, Recipient recipient) {
  private static final Pattern SID = Pattern.compile("(SM|MM)[0-9a-fA-F]{32}");
  private static final Pattern ERROR_CODE = Pattern.compile("\\d{1,10}");

  /** Reads a status callback; empty if its status is not stored. */
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
            .map(parsed ->
                new StatusEvent(
                    sid,
                    parsed,
                    ERROR_CODE.matcher(errorCode).matches() ? errorCode : "",
                    recipient))
        : Optional.empty();
  }

  /**
   * The event to store: without the recipient, if the recipient was erased before the outbox entry
   * was resolved.
   */
  StatusEvent kept(Database.Sql sql, Outbox outbox, String entry) {
    return outbox.isErased(sql, entry)
        ? new StatusEvent(sid, status, errorCode, Recipient.UNKNOWN)
        : this;
  }
}
