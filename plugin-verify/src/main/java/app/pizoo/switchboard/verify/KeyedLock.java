package app.pizoo.switchboard.verify;

import app.pizoo.switchboard.spi.Problem;
import app.pizoo.switchboard.spi.ProblemCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets one at a time act for one key; others wait for their turn. */
final class KeyedLock {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ConcurrentHashMap<String, Turn> turns = new ConcurrentHashMap<>();

  /**
   * Runs an action when its turn has come.
   *
   * @throws Problem with {@link ProblemCode#RATE_LIMITED} if it does not come in ten seconds
   */
  void run(String key, Runnable action) {
    Turn turn = turns.compute(key, (k, old) -> (old == null ? new Turn() : old).join());
    try {
      if (!turn.free.tryAcquire(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
      try {
        action.run();
      } finally {
        turn.free.release();
      }
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    } finally {
      turns.computeIfPresent(key, (k, old) -> old.leave());
    }
  }

  private static Problem busy() {
    return Problem.of(ProblemCode.RATE_LIMITED, "another request for this recipient is running")
        .retryAfter(TIMEOUT);
  }

  /** How many use a key; changed only inside the map's own lock for it. */
  private static final class Turn {
    private final Semaphore free = new Semaphore(1, true);
    private int users;

    Turn join() {
      users++;
      return this;
    }

    @Nullable Turn leave() {
      users--;
      return users == 0 ? null : this;
    }
  }
}
