package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.verify.verification.CheckOutcome;
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
 * Prevents timing attacks: neither the response time nor a failure reveals whether a code is
 * pending for a recipient, or whether a number accepts codes (OWASP: user enumeration by response
 * time). May be used by any thread; the threads that wait are virtual.
 *
 * <p>Starts that reach Twilio all take as long as the slowest of the latest ones, two seconds at
 * most, whether a code is sent, sent again, or refused. Checks without a live verification take a
 * time drawn from the latest real ones. While Twilio fails, they fail in the same way: the server
 * probes Twilio with a verification that does not exist. Concurrent checks share one probe, since a
 * provider in trouble should not get more requests.
 */
public final class TimingEqualizer {
  private static final long MAX_START_NANOS = Duration.ofSeconds(2).toNanos();

  private final LatencySamples starts = new LatencySamples();
  private final LatencySamples checks = new LatencySamples();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicReference<@Nullable CompletableFuture<ProbeResult>> pendingProbe =
      new AtomicReference<>();
  private final Supplier<CheckOutcome> nonexistentCheck;
  private final RandomGenerator random;
  private final LongSupplier ticker;
  private final Sleeper sleeper;

  /** Lets time pass. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration time) throws InterruptedException;
  }

  private record ProbeResult(long nanos, Optional<Problem> problem) {}

  /**
   * Creates an equalizer.
   *
   * @param nonexistentCheck asks Twilio about a verification that does not exist
   */
  public TimingEqualizer(Supplier<CheckOutcome> nonexistentCheck, RandomGenerator random) {
    this(nonexistentCheck, random, System::nanoTime, Thread::sleep);
  }

  /**
   * Creates an equalizer with its own time source.
   *
   * @param ticker nanoseconds since some moment
   */
  public TimingEqualizer(
      Supplier<CheckOutcome> nonexistentCheck,
      RandomGenerator random,
      LongSupplier ticker,
      Sleeper sleeper) {
    this.nonexistentCheck = nonexistentCheck;
    this.random = random;
    this.ticker = ticker;
    this.sleeper = sleeper;
  }

  /** Begins to measure a start. */
  public StartTimer start() {
    return new StartTimer(ticker.getAsLong());
  }

  /** The time of one start. Confined to the thread that began it. */
  public final class StartTimer {
    private final long begin;
    private boolean sent;

    private StartTimer(long begin) {
      this.begin = begin;
    }

    /** Records that Twilio is called. A refusal before that needs no delay. */
    public void sending() {
      sent = true;
    }

    /** Waits until the start has taken as long as the slowest of the latest ones. */
    public void end() {
      if (sent) {
        long taken = ticker.getAsLong() - begin;
        long rest = Math.min(starts.max(), MAX_START_NANOS) - taken;
        starts.add(taken);
        sleep(rest);
      }
    }
  }

  /**
   * Runs a check at Twilio and measures it.
   *
   * @throws Problem if Twilio refuses or gives no response
   */
  public CheckOutcome check(Supplier<CheckOutcome> check) {
    long begin = ticker.getAsLong();
    CheckOutcome outcome = observe(check);
    checks.add(ticker.getAsLong() - begin);
    return outcome;
  }

  /** Runs a check, and remembers whether Twilio responded. */
  private CheckOutcome observe(Supplier<CheckOutcome> check) {
    try {
      CheckOutcome outcome = check.get();
      failing.set(false);
      return outcome;
    } catch (Problem problem) {
      failing.set(true);
      throw problem;
    }
  }

  /**
   * Takes as long as a check at Twilio, without one.
   *
   * @throws Problem as a real check would fail now
   */
  public void dummyCheck() {
    long begin = ticker.getAsLong();
    if (!failing.get()) {
      sleep(checks.draw(random));
      return;
    }
    ProbeResult result = probe();
    sleep(result.nanos() - (ticker.getAsLong() - begin));
    result
        .problem()
        .ifPresent(problem -> {
          throw problem;
        });
  }

  /** Probes Twilio, or waits for the probe that is running. */
  private ProbeResult probe() {
    CompletableFuture<ProbeResult> own = new CompletableFuture<>();
    CompletableFuture<ProbeResult> other = pendingProbe.compareAndExchange(null, own);
    if (other != null) {
      return other.join();
    }
    try {
      own.complete(runProbe());
    } finally {
      pendingProbe.set(null);
      // After an unexpected exception the waiting threads must not wait forever.
      own.cancel(false);
    }
    return own.join();
  }

  private ProbeResult runProbe() {
    long begin = ticker.getAsLong();
    try {
      observe(nonexistentCheck);
      return new ProbeResult(ticker.getAsLong() - begin, Optional.empty());
    } catch (Problem problem) {
      return new ProbeResult(ticker.getAsLong() - begin, Optional.of(problem));
    }
  }

  private void sleep(long nanos) {
    if (nanos <= 0) {
      return;
    }
    try {
      sleeper.sleep(Duration.ofNanos(nanos));
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    }
  }
}
