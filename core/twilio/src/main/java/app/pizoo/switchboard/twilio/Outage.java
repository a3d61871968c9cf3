package app.pizoo.switchboard.twilio;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Why Twilio does not work at the moment, as the latest request found out. Logs when that begins
 * and when it is over; failures of single requests are logged elsewhere.
 */
final class Outage {
  private static final String NONE = "";

  private final System.Logger logger;
  private final AtomicReference<String> cause = new AtomicReference<>(NONE);

  Outage(System.Logger logger) {
    this.logger = logger;
  }

  /** The cause, in a few words; empty if the latest request was served. */
  Optional<String> cause() {
    return Optional.of(cause.get()).filter(text -> !text.isEmpty());
  }

  /** A request failed. */
  void begin(String why) {
    // One line for each outage, also while its cause changes between timeouts and refusals.
    if (cause.getAndSet(why).isEmpty()) {
      logger.log(WARNING, "Twilio does not work: {0}", why);
    }
  }

  /** A request was served. */
  void end() {
    // Nearly always there is none: only then all requests would write to one place.
    if (!cause.get().isEmpty() && !cause.getAndSet(NONE).isEmpty()) {
      logger.log(INFO, "Twilio works again");
    }
  }
}
