package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whether new requests should be sent here. */
final class Readiness {
  /** How long a load balancer may keep sending after the readiness probe fails. */
  private static final Duration NOTICE = Duration.ofSeconds(2);

  /** Longer than healthy storage needs; probes have their own timeout. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Duration patience;
  private volatile boolean open;

  Readiness() {
    this(TIMEOUT);
  }

  Readiness(Duration patience) {
    this.patience = patience;
  }

  void open() {
    open = true;
  }

  /** No while starting and stopping, and where storage says no or nothing for a while. */
  boolean isReady(Storage storage) {
    return open
        && CompletableFuture.supplyAsync(storage::answers, Thread::startVirtualThread)
            .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
            .join();
  }

  /** Says no from now on. */
  void close() {
    open = false;
  }

  /** Says no from now on, and in production waits until that was noticed. */
  void startDraining(Mode mode) {
    close();
    if (mode == Mode.PRODUCTION) {
      try {
        Thread.sleep(NOTICE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
