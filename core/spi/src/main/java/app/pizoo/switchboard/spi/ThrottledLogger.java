package app.pizoo.switchboard.spi;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs conditions that can occur with every request, such as a reached rate limit: the first
 * occurrence at once, then at most one line a minute for each message, with the number of
 * suppressed ones. Use metrics for exact counts. Safe for use by multiple threads; takes no lock.
 */
public final class ThrottledLogger {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();

  /** Messages are constants; if a caller breaks that rule, memory stays bounded. */
  private static final int MAX_MESSAGES = 1000;

  private final System.Logger logger;
  private final Clock clock;
  private final Map<String, Repeats> messages = new ConcurrentHashMap<>();

  private record Repeats(AtomicLong last, AtomicLong suppressed) {
    Repeats() {
      this(new AtomicLong(Long.MIN_VALUE), new AtomicLong());
    }
  }

  /** Creates a throttle in front of a logger. */
  public ThrottledLogger(System.Logger logger, Clock clock) {
    this.logger = logger;
    this.clock = clock;
  }

  /**
   * Logs a message now, or counts it for the next line.
   *
   * @param message a constant, without data of the request
   */
  public void log(System.Logger.Level level, String message) {
    due(message).ifPresent(suppressed -> logger.log(level, message + suppressed));
  }

  /**
   * Logs a condition with one example.
   *
   * @param message a constant, as above
   * @param example identifies this occurrence, such as an address
   */
  public void log(System.Logger.Level level, String message, String example) {
    due(message).ifPresent(suppressed -> logger.log(level, message + ": " + example + suppressed));
  }

  /**
   * Logs a failure with one example.
   *
   * @param message a constant, as above
   * @param example identifies this occurrence, such as a request id
   */
  public void log(System.Logger.Level level, String message, String example, Throwable cause) {
    due(message)
        .ifPresent(suppressed -> logger.log(level, message + ": " + example + suppressed, cause));
  }

  /** The suffix of the line; empty if no line is due. */
  private Optional<String> due(String message) {
    Repeats repeats = repeats(message);
    long now = clock.millis();
    long last = repeats.last.get();
    if (!isDue(last, now) || !repeats.last.compareAndSet(last, now)) {
      repeats.suppressed.incrementAndGet();
      return Optional.empty();
    }
    long suppressed = repeats.suppressed.getAndSet(0);
    return Optional.of(suppressed == 0 ? "" : " (" + suppressed + " similar messages suppressed)");
  }

  /** Also true if the clock went backward. */
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
