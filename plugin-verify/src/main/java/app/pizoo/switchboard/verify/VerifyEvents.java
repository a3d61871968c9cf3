package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Metrics;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;

/** Counts and logs what happened, for the operator. */
final class VerifyEvents {
  private final Metrics.Counter starts;
  private final Metrics.Counter checks;
  private final Metrics.Counter blocks;
  private final Metrics.Counter captchas;
  private final Logger logger;

  VerifyEvents(Metrics metrics, Logger logger) {
    starts = metrics.counter("verify_starts", "Codes that Twilio took on to send", "channel");
    blocks = metrics.counter("verify_blocks", "Areas that get no codes for low conversion");
    checks = metrics.counter("verify_checks", "Codes that Twilio was asked about", "outcome");
    captchas = metrics.counter("verify_captchas", "What became of captchas", "outcome");
    this.logger = logger;
  }

  void started(Channel channel) {
    starts.add(channel.publicName());
  }

  void startUnknown(Recipient recipient, Channel channel) {
    logger.log(
        Level.WARNING,
        "no answer to a code's sending, it may be on its way: channel={0} recipient={1}",
        channel.publicName(),
        recipient);
  }

  void blocked(String area, long hours, int sent, int approved) {
    blocks.add();
    logger.log(
        Level.ERROR,
        "no codes to {0} for {1} hours: of {2} sent {3} were typed in",
        area,
        Long.toString(hours),
        Integer.toString(sent),
        Integer.toString(approved));
  }

  void captcha(String outcome) {
    captchas.add(outcome);
  }

  void checked(CheckOutcome outcome) {
    checks.add(outcome.name().toLowerCase(Locale.ROOT));
  }
}
