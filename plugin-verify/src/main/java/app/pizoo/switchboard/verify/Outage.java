package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Remembers that Twilio did not say what a code is worth, until it says so again. Checks that ask
 * nobody fail meanwhile as well: else a failure would tell that a code is pending. May be used by
 * any thread.
 */
final class Outage {
  /** As long as a code is valid; who failed since then learns no more by it. */
  private static final Duration LONGEST = Verifications.VALIDITY;

  private final Clock clock;
  private final AtomicReference<Optional<Failure>> last = new AtomicReference<>(Optional.empty());

  private record Failure(Problem problem, Instant until) {}

  Outage(Clock clock) {
    this.clock = clock;
  }

  /** Asks Twilio, and remembers whether it said something. */
  <T> T watch(Supplier<T> question) {
    try {
      T answer = question.get();
      last.set(Optional.empty());
      return answer;
    } catch (Problem problem) {
      last.set(Optional.of(new Failure(problem, clock.instant().plus(LONGEST))));
      throw problem;
    }
  }

  /**
   * Fails as a question would.
   *
   * @throws Problem if the last one was not answered
   */
  void meet() {
    last.get()
        .filter(failure -> clock.instant().isBefore(failure.until()))
        .ifPresent(failure -> {
          throw failure.problem();
        });
  }
}
