package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * Makes starts that ask Twilio all take as long as the slowest of the latest ones, whether a code
 * goes out, goes out again, or is refused: so their time tells nothing about a number. Waits two
 * seconds at most; the threads that wait are virtual.
 */
final class StartTime {
  private static final int REMEMBERED = 32;
  private static final long FIRST = Duration.ofMillis(150).toNanos();
  private static final long LONGEST = Duration.ofSeconds(2).toNanos();

  private final AtomicLongArray times = new AtomicLongArray(REMEMBERED);
  private final AtomicInteger next = new AtomicInteger();
  private final LongSupplier ticker;
  private final Pause pause;

  /** Lets time pass. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  StartTime() {
    this(System::nanoTime, Thread::sleep);
  }

  /**
   * Creates it.
   *
   * @param ticker nanoseconds since some moment
   */
  StartTime(LongSupplier ticker, Pause pause) {
    this.ticker = ticker;
    this.pause = pause;
    for (int i = 0; i < REMEMBERED; i++) {
      times.set(i, FIRST);
    }
  }

  Span begin() {
    return new Span(ticker.getAsLong());
  }

  private long slowest() {
    long slowest = 0;
    for (int i = 0; i < REMEMBERED; i++) {
      slowest = Math.max(slowest, times.get(i));
    }
    return Math.min(slowest, LONGEST);
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
      long rest = slowest() - taken;
      times.set(Math.floorMod(next.getAndIncrement(), REMEMBERED), taken);
      if (rest <= 0) {
        return;
      }
      try {
        pause.of(Duration.ofNanos(rest));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Problem.of(ProblemCode.OVERLOADED, "the server is stopping").causedBy(e);
      }
    }
  }
}
