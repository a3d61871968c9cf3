package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Recipient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Locale;

/** Metrics and log messages of verification. */
public final class VerifyMetrics {
  private final Metrics.Counter starts;
  private final Metrics.Counter checks;
  private final Metrics.Counter blocks;
  private final Metrics.Counter captchas;
  private final Logger logger;
  private final ThrottledLogger throttledLogger;

  public VerifyMetrics(Metrics metrics, Logger logger, Clock clock) {
    starts = metrics.counter("verify_starts", "Codes that Twilio accepted for sending", "channel");
    blocks =
        metrics.counter(
            "verify_blocks", "Prefixes and countries blocked because of a low conversion rate");
    checks = metrics.counter("verify_checks", "Codes checked at Twilio", "outcome");
    captchas =
        metrics.counter("verify_captchas", "Captchas demanded or verified, by outcome", "outcome");
    this.logger = logger;
    this.throttledLogger = new ThrottledLogger(logger, clock);
  }

  public void started(Channel channel) {
    starts.add(channel.publicName());
  }

  public void startUnknown(Recipient recipient, Channel channel) {
    logger.log(
        Level.WARNING,
        "Twilio did not respond to a start, a code may be on its way: channel={0} recipient={1}",
        channel.publicName(),
        recipient);
  }

  /** Logged once a minute for each country: an attack affects many prefixes at once. */
  public void doubtful(String country) {
    throttledLogger.log(
        Level.WARNING, "fewer than half of the codes to parts of " + country + " are typed in");
  }

  public void below(String prefix, long hours, int sent, int approved) {
    blocks.add();
    logger.log(
        Level.ERROR,
        "blocked {0} for {1} hours because of a low conversion rate: codes sent={2} entered={3}",
        prefix,
        Long.toString(hours),
        Integer.toString(sent),
        Integer.toString(approved));
  }

  public void captcha(String outcome) {
    captchas.add(outcome);
  }

  public void checked(CheckOutcome outcome) {
    checks.add(outcome.name().toLowerCase(Locale.ROOT));
  }
}
