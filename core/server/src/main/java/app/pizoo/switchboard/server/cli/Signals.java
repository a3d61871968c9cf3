package app.pizoo.switchboard.server.cli;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Waits for SIGTERM or SIGINT: the first ends the wait, the second ends the process. */
final class Signals {
  private final CompletableFuture<Void> first = new CompletableFuture<>();
  private final AtomicInteger received = new AtomicInteger();

  private Signals() {}

  /** Starts to listen. */
  static Signals listen() {
    Signals signals = new Signals();
    Signal.handle(new Signal("TERM"), signals::received);
    Signal.handle(new Signal("INT"), signals::received);
    return signals;
  }

  private void received(Signal signal) {
    if (received.incrementAndGet() == 1) {
      first.complete(null);
    } else {
      Runtime.getRuntime().halt(128 + signal.getNumber());
    }
  }

  /** Returns what the future completes with; empty if the first signal comes before. */
  <T> Optional<T> awaitOr(CompletableFuture<T> event) {
    return first
        .<Optional<T>>thenApply(signal -> Optional.empty())
        .applyToEither(event.thenApply(Optional::of), outcome -> outcome)
        .join();
  }
}
