package app.pizoo.switchboard.server.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Waits for SIGTERM or SIGINT: the first ends the wait, the second ends the process. */
final class Signals {
  private final CountDownLatch first = new CountDownLatch(1);
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
      first.countDown();
    } else {
      Runtime.getRuntime().halt(128 + signal.getNumber());
    }
  }

  /** Returns after the first signal. */
  void await() {
    try {
      first.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
