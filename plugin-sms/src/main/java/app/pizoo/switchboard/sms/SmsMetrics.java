package app.pizoo.switchboard.sms;

import app.pizoo.switchboard.spi.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** Metrics and log messages of text messages. */
final class SmsMetrics {
  private final Metrics.Counter sent;
  private final Metrics.Counter statuses;
  private final Metrics.Counter keywords;
  private final Logger logger;

  SmsMetrics(Metrics metrics, Logger logger) {
    sent = metrics.counter("sms_sent", "Messages that Twilio accepted for sending");
    statuses = metrics.counter("sms_statuses", "Status changes of messages", "status");
    keywords = metrics.counter("sms_keywords", "Inbound opt-outs and opt-ins", "keyword");
    this.logger = logger;
  }

  void sent() {
    sent.add();
  }

  void moved(StatusEvent event) {
    statuses.add(event.status().twilioName());
    if (!event.errorCode().isEmpty()) {
      logger.log(
          Level.WARNING,
          "a message was not delivered: sid={0} status={1} error={2}",
          event.sid(),
          event.status().twilioName(),
          event.errorCode());
    }
  }

  void applied(Keyword keyword) {
    keywords.add(keyword.name().toLowerCase(Locale.ROOT));
  }
}
