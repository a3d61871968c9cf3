package app.pizoo.switchboard.server;

import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
import java.time.Duration;

/** Whether new requests should be sent here. */
final class Readiness {
  /** So long a load balancer may go on sending after it was told not to. */
  private static final Duration NOTICE = Duration.ofSeconds(2);

  private volatile boolean open;

  void open() {
    open = true;
  }

  boolean isReady(Storage storage) {
    return open && storage.answers();
  }

  /** Says no from now on. */
  void close() {
    open = false;
  }

  /** Says no from now on, and in production waits until that was noticed. */
  void giveNotice(Mode mode) {
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
