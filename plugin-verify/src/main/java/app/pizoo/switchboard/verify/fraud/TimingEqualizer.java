package app.pizoo.switchboard.verify.fraud;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.verify.verification.CheckOutcome;
import app.pizoo.switchboard.verify.verification.StartOutcome;
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
 * <p>Twilio's part of a start takes as long as almost the slowest of the latest ones, two seconds
 * at most, whether a code is sent, sent again, or refused. Only Twilio's time is measured: what a
 * start waits for in this server, which grows with the load, must not delay others. Checks without
 * a live verification take a time drawn from the latest real ones. While Twilio fails, they fail in
 * the same way: the server probes Twilio with a verification that does not exist. Concurrent checks
 * share one probe, since a provider in trouble should not get more requests.
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

  /** Makes the timer of one start. */
  public StartTimer start() {
    return new StartTimer();
  }

  /** The time of one start. Confined to one thread. */
  public final class StartTimer {
    private long end;
    private boolean sent;

    private StartTimer() {}

    /**
     * Runs Twilio's part of the start, and measures it.
     *
     * @throws Problem if Twilio refuses
     */
    public StartOutcome send(Supplier<StartOutcome> start) {
      long begin = ticker.getAsLong();
      end = begin + Math.min(starts.nearlyMax(), MAX_START_NANOS);
      sent = true;
      try {
        return start.get();
      } finally {
        starts.add(ticker.getAsLong() - begin);
      }
    }

    /**
     * Waits until almost the slowest of the latest starts would have ended. A start that was
     * refused before it reached Twilio needs no delay.
     */
    public void end() {
      if (sent) {
        sleep(end - ticker.getAsLong());
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
