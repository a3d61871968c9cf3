package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes checks that find nothing to try like those that ask Twilio, so that neither the time of an
 * answer nor a failure tells whether a code is pending. As a rule they take as long as the latest
 * real ones. While Twilio does not answer, it is asked about a verification that does not exist,
 * and meets them as it does real ones: once for all that ask meanwhile, since a provider in trouble
 * should not be asked more often for being so. May be used by any thread.
 */
final class EvenChecks {
  private final LatestTimes times = new LatestTimes();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableFuture<Met>> asking = new AtomicReference<>();
  private final Supplier<CheckOutcome> pretence;
  private final RandomGenerator random;
  private final LongSupplier ticker;
  private final EvenStarts.Pause pause;

  /** What asking for nothing came to, and how long it took. */
  private record Met(long nanos, Optional<Problem> problem) {}

  /**
   * Creates it.
   *
   * @param pretence asks Twilio about a verification that does not exist
   */
  EvenChecks(Supplier<CheckOutcome> pretence, RandomGenerator random) {
    this(pretence, random, System::nanoTime, Thread::sleep);
  }

  /**
   * Creates it.
   *
   * @param pretence asks Twilio about a verification that does not exist
   * @param ticker nanoseconds since some moment
   */
  EvenChecks(
      Supplier<CheckOutcome> pretence,
      RandomGenerator random,
      LongSupplier ticker,
      EvenStarts.Pause pause) {
    this.pretence = pretence;
    this.random = random;
    this.ticker = ticker;
    this.pause = pause;
  }

  /**
   * Asks Twilio about a code.
   *
   * @throws Problem if Twilio refuses to say
   */
  CheckOutcome real(Supplier<CheckOutcome> question) {
    long begin = ticker.getAsLong();
    CheckOutcome outcome = watch(question);
    times.add(ticker.getAsLong() - begin);
    return outcome;
  }

  /** Asks, and remembers whether Twilio said something. */
  private CheckOutcome watch(Supplier<CheckOutcome> question) {
    try {
      CheckOutcome outcome = question.get();
      failing.set(false);
      return outcome;
    } catch (Problem problem) {
      failing.set(true);
      throw problem;
    }
  }

  /**
   * Does as if Twilio were asked.
   *
   * @throws Problem as Twilio would make a real check fail
   */
  void vain() {
    long begin = ticker.getAsLong();
    if (failing.get()) {
      Met met = pretend();
      sleep(met.nanos() - (ticker.getAsLong() - begin));
      met.problem()
          .ifPresent(problem -> {
            throw problem;
          });
    } else {
      sleep(times.any(random));
    }
  }

  /** Asks, or waits for who is asking already. */
  private Met pretend() {
    CompletableFuture<Met> mine = new CompletableFuture<>();
    CompletableFuture<Met> others = asking.compareAndExchange(null, mine);
    if (others != null) {
      return others.join();
    }
    try {
      mine.complete(ask());
    } finally {
      asking.set(null);
      // Nobody waits for ever for one who failed in another way.
      mine.cancel(false);
    }
    return mine.join();
  }

  private Met ask() {
    long begin = ticker.getAsLong();
    try {
      watch(pretence);
      return new Met(ticker.getAsLong() - begin, Optional.empty());
    } catch (Problem problem) {
      return new Met(ticker.getAsLong() - begin, Optional.of(problem));
    }
  }

  private void sleep(long nanos) {
    try {
      pause.of(Duration.ofNanos(Math.max(0, nanos)));
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    }
  }
}
