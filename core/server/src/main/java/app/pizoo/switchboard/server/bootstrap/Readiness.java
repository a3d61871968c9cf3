package app.pizoo.switchboard.server.bootstrap;

import app.pizoo.switchboard.server.http.Health;
import app.pizoo.switchboard.server.logging.Logging;
import app.pizoo.switchboard.server.storage.Storage;
import app.pizoo.switchboard.spi.Mode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The readiness of this node. */
final class Readiness {
  /** How long a load balancer may keep sending requests after the readiness probe fails. */
  private static final Duration DRAIN_DELAY = Duration.ofSeconds(2);

  /** Longer than healthy storage needs; probes have their own timeout. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final Duration timeout;
  private volatile boolean open;

  Readiness() {
    this(TIMEOUT);
  }

  Readiness(Duration timeout) {
    this.timeout = timeout;
  }

  void open() {
    open = true;
  }

  /** Whether this node is ready, and what does not work: storage, a shared service, the log. */
  Health health(Storage storage, Map<String, String> outages) {
    Map<String, String> causes = new HashMap<>(outages);
    boolean answers = answers(storage);
    if (!answers) {
      causes.put("database", "unavailable");
    }
    if (Logging.isDropping()) {
      causes.put("log", "nobody reads it, lines are dropped");
    }
    if (!open) {
      causes.put("server", "starting or stopping");
    }
    return new Health(open && answers, causes);
  }

  /** False while starting and stopping, and if storage fails or does not respond in time. */
  boolean isReady(Storage storage) {
    return open && answers(storage);
  }

  private boolean answers(Storage storage) {
    return CompletableFuture.supplyAsync(storage::answers, Thread::startVirtualThread)
        .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Fails readiness from now on. */
  void close() {
    open = false;
  }

  /** Fails readiness from now on; in production waits until load balancers have noticed. */
  void startDraining(Mode mode) {
    close();
    if (mode == Mode.PRODUCTION) {
      try {
        Thread.sleep(DRAIN_DELAY);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
