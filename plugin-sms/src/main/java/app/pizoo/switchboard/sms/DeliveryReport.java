package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.storage.Inbox;
import java.util.Map;

/**
 * A status callback of a message.
 *
 * @param event the new state of the message
 * @param entry the outbox entry named in the callback URL, or the empty text
 */
record DeliveryReport(StatusEvent event, String entry) {
  static final Inbox.EventCodec<DeliveryReport> CODEC = new Codec();

  private static final class Codec implements Inbox.EventCodec<DeliveryReport> {
    @Override
    public String topic() {
      return "status";
    }

    @Override
    public Class<DeliveryReport> type() {
      return DeliveryReport.class;
    }

    @Override
    public String key(DeliveryReport report) {
      StatusEvent event = report.event();
      return event.sid() + ' ' + event.status().twilioName() + ' ' + event.errorCode();
    }

    @Override
    public Map<String, String> encode(DeliveryReport report) {
      StatusEvent event = report.event();
      return Map.of(
          "sid",
          event.sid(),
          "status",
          event.status().twilioName(),
          "error",
          event.errorCode(),
          "key",
          event.recipient().key(),
          "masked",
          event.recipient().masked(),
          "entry",
          report.entry());
    }

    @Override
    public DeliveryReport decode(String key, Map<String, String> fields) {
      return StatusEvent.find(
              fields.getOrDefault("sid", ""),
              fields.getOrDefault("status", ""),
              fields.getOrDefault("error", ""),
              new Recipient(fields.getOrDefault("key", ""), fields.getOrDefault("masked", "")))
          .map(event -> new DeliveryReport(event, fields.getOrDefault("entry", "")))
          .orElseThrow(() -> new IllegalArgumentException("not a delivery report"));
    }
  }
}
