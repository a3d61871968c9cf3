package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.Metrics;
import app.pizoo.switchboard.spi.ThrottledLogger;
import app.pizoo.switchboard.verify.request.Channel;
import app.pizoo.switchboard.verify.request.Recipient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Locale;

/** Counts and logs what happened, for the operator. */
public final class VerifyMetrics {
  private final Metrics.Counter starts;
  private final Metrics.Counter checks;
  private final Metrics.Counter blocks;
  private final Metrics.Counter captchas;
  private final Logger logger;
  private final ThrottledLogger throttledLogger;

  public VerifyMetrics(Metrics metrics, Logger logger, Clock clock) {
    starts = metrics.counter("verify_starts", "Codes that Twilio took on to send", "channel");
    blocks = metrics.counter("verify_blocks", "Areas below the line of conversion");
    checks = metrics.counter("verify_checks", "Codes that Twilio was asked about", "outcome");
    captchas = metrics.counter("verify_captchas", "What became of captchas", "outcome");
    this.logger = logger;
    this.throttledLogger = new ThrottledLogger(logger, clock);
  }

  public void started(Channel channel) {
    starts.add(channel.publicName());
  }

  public void startUnknown(Recipient recipient, Channel channel) {
    logger.log(
        Level.WARNING,
        "no answer when a code was sent, it may be on its way: channel={0} recipient={1}",
        channel.publicName(),
        recipient);
  }

  /** Told once a minute for each country: an attack makes many areas doubtful. */
  public void doubtful(String country) {
    throttledLogger.log(
        Level.WARNING, "fewer than half of the codes to parts of " + country + " are typed in");
  }

  public void below(String prefix, long hours, int sent, int approved) {
    blocks.add();
    logger.log(
        Level.ERROR,
        "conversion limit reached for {0} for {1} hours: of {2} codes sent {3} were typed in",
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
