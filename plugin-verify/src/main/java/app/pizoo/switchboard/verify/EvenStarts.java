package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Makes starts that ask Twilio all take as long as the slowest of the latest ones, whether a code
 * goes out, goes out again, or is refused: so their time tells nothing about a number. Waits two
 * seconds at most; the threads that wait are virtual.
 */
final class EvenStarts {
  private static final long MAX_NANOS = Duration.ofSeconds(2).toNanos();

  private final LatestTimes times = new LatestTimes();
  private final LongSupplier ticker;
  private final Pause pause;

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  EvenStarts() {
    this(System::nanoTime, Thread::sleep);
  }

  /**
   * Creates it.
   *
   * @param ticker nanoseconds since some moment
   */
  EvenStarts(LongSupplier ticker, Pause pause) {
    this.ticker = ticker;
    this.pause = pause;
  }

  Span begin() {
    return new Span(ticker.getAsLong());
  }

  /** The time of one start. Confined to the thread that began it. */
  final class Span {
    private final long begin;
    private boolean asked;

    private Span(long begin) {
      this.begin = begin;
    }

    /** Notes that Twilio is asked: what is refused before tells its reason, and costs no time. */
    void ask() {
      asked = true;
    }

    /** Waits for the rest of the time. */
    void end() {
      if (!asked) {
        return;
      }
      long taken = ticker.getAsLong() - begin;
      long rest = Math.min(times.slowest(), MAX_NANOS) - taken;
      times.add(taken);
      if (rest <= 0) {
        return;
      }
      try {
        pause.of(Duration.ofNanos(rest));
      } catch (InterruptedException e) {
        throw Problem.stopping(e);
      }
    }
  }
}
