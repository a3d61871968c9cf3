package app.pizoo.switchboard.spi;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs what may happen with every request, such as a limit reached or credentials refused: the
 * first time at once, then at most one line in a minute for each message, which tells how often it
 * happened besides. Metrics are there to count exactly. May be called by any thread; takes no lock.
 */
public final class ThrottledLogger {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Messages are few and do not hold data; if somebody breaks that rule, memory stays bounded. */
  private static final int MAX_MESSAGES = 1000;

  private final System.Logger logger;
  private final Clock clock;
  private final Map<String, Repeats> messages = new ConcurrentHashMap<>();

  private record Repeats(AtomicLong last, AtomicLong unsaid) {
    Repeats() {
      this(new AtomicLong(Long.MIN_VALUE), new AtomicLong());
    }
  }

  /** Writes to a logger. */
  public ThrottledLogger(System.Logger logger, Clock clock) {
    this.logger = logger;
    this.clock = clock;
  }

  /**
   * Logs a message, now or together with its next occurrence.
   *
   * @param message one of few: what happened, without anything that differs between requests
   */
  public void log(System.Logger.Level level, String message) {
    due(message).ifPresent(unsaid -> logger.log(level, message + unsaid));
  }

  /**
   * Logs a failure as an example of its kind.
   *
   * @param message one of few, as above
   * @param example what tells this occurrence from others, such as a request's id
   */
  public void log(System.Logger.Level level, String message, String example, Throwable cause) {
    due(message).ifPresent(unsaid -> logger.log(level, message + ": " + example + unsaid, cause));
  }

  /** What to add to the line; empty if none is due. */
  private Optional<String> due(String message) {
    Repeats repeats = repeats(message);
    long now = clock.millis();
    long last = repeats.last.get();
    if (!isDue(last, now) || !repeats.last.compareAndSet(last, now)) {
      repeats.unsaid.incrementAndGet();
      return Optional.empty();
    }
    long unsaid = repeats.unsaid.getAndSet(0);
    return Optional.of(unsaid == 0 ? "" : ", " + unsaid + " times unsaid before");
  }

  /** Also when the clock was put back. */
  private static boolean isDue(long last, long now) {
    return last == Long.MIN_VALUE || now < last || now - last >= MINUTE;
  }

  private Repeats repeats(String message) {
    Repeats known = messages.get(message);
    if (known != null) {
      return known;
    }
    if (messages.size() >= MAX_MESSAGES) {
      messages.clear();
    }
    return messages.computeIfAbsent(message, text -> new Repeats());
  }
}
