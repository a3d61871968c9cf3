package app.pizoo.switchboard.verify.verification;

import app.pizoo.switchboard.spi.http.Problem;
import app.pizoo.switchboard.spi.http.ProblemCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A lock for each key: actions of one key run one after the other. */
public final class KeyedLock {
  /** How long an action waits for the lock of its key in the product. */
  public static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Duration timeout;
  private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

  /** Creates the locks; an action that waits for longer than the timeout is refused. */
  public KeyedLock(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Runs an action while holding the lock of a key.
   *
   * @throws Problem with {@link ProblemCode#RATE_LIMITED} if the lock is not free in time
   */
  public void run(String key, Runnable action) {
    Entry entry = entries.compute(key, (k, old) -> (old == null ? new Entry() : old).acquireRef());
    try {
      if (!entry.free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
      try {
        action.run();
      } finally {
        entry.free.release();
      }
    } catch (InterruptedException e) {
      throw Problem.stopping(e);
    } finally {
      entries.computeIfPresent(key, (k, old) -> old.releaseRef());
    }
  }

  private Problem busy() {
    return Problem.of(ProblemCode.RATE_LIMITED, "another request for this recipient is running")
        .retryAfter(timeout);
  }

  /**
   * The lock of a key, with its number of users; changed only inside the map's atomic operations.
   */
  private static final class Entry {
    private final Semaphore free = new Semaphore(1, true);
    private int users;

    Entry acquireRef() {
      users++;
      return this;
    }

    @Nullable Entry releaseRef() {
      users--;
      return users == 0 ? null : this;
    }
  }
}
